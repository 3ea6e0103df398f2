package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;

/** Reads what {@link Encoder} wrote. The bytes were authenticated before they come here. */
final class Decoder {
  private final ByteBuffer in;

  Decoder(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  byte kind() {
    return in.get();
  }

  Answered answered() {
    return new Answered(number(), handle(), outcome());
  }

  private Outcome outcome() {
    byte kind = kind();
    return switch (kind) {
      case 1 -> new Outcome.Admitted(bit());
      case 2 -> new Outcome.Done();
      case 3 -> new Outcome.Selected(handles(), handles(), handles());
      case 4 -> new Outcome.Accepted(bit(), handles(), handles());
      case 5 -> matched();
      case 6 -> new Outcome.Removed(bit());
      default -> throw unknown(kind);
    };
  }

  private Outcome matched() {
    boolean valid = bit();
    boolean ended = bit();
    boolean kept = bit();
    boolean done = bit();
    boolean resting = bit();
    List<Outcome.Fill> fills = list(() -> new Outcome.Fill(handle(), handle(), bit()));
    return new Outcome.Matched(valid, ended, kept, fills, done, resting);
  }

  List<Change> changes() {
    return list(this::change);
  }

  Change change() {
    byte kind = kind();
    Handle handle = handle();
    boolean present = bit();
    return switch (kind) {
      case 1 -> new Change.OfSecret(handle, present ? secret() : null);
      case 2 -> new Change.OfRequest(handle, present ? request() : null);
      case 3 -> new Change.OfBook(handle, present ? resting() : null);
      default -> throw unknown(kind);
    };
  }

  private Secret secret() {
    return new Secret(Phase.valueOf(text()), text(), list(this::text), bit(), number(), words());
  }

  private Request request() {
    return new Request(
        bit(),
        bit(),
        list(this::text),
        Request.Stage.valueOf(text()),
        list(() -> new Request.Quote(handle(), text(), words())),
        list(() -> new Request.Selection(handle(), words())));
  }

  private Resting resting() {
    return new Resting(text(), number(), new Word(number(), number()));
  }

  private Words words() {
    return Words.of(list(() -> new Word(number(), number())));
  }

  List<Handle> handles() {
    return list(this::handle);
  }

  private <T> List<T> list(Supplier<T> item) {
    long size = number();
    List<T> result = new ArrayList<>();
    for (long k = 0; k < size; k++) {
      result.add(item.get());
    }
    return List.copyOf(result);
  }

  Handle handle() {
    return new Handle(number(), number(), number(), number());
  }

  String text() {
    byte[] bytes = new byte[in.getInt()];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  long number() {
    return in.getLong();
  }

  boolean bit() {
    return in.get() != 0;
  }

  private static IllegalStateException unknown(byte kind) {
    return new IllegalStateException("a record of the unknown kind " + kind);
  }
}
