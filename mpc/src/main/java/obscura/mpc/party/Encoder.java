package obscura.mpc.party;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.share.Words;

/** Writes records and jobs as bytes; {@link Decoder} is the inverse for what the store keeps. */
final class Encoder {
  static final byte PUT = 1;
  static final byte JOB = 2;
  static final byte UNDO = 3;
  static final byte STATE = 4;
  static final byte OUTCOME = 5;
  static final byte DROP = 6;
  static final byte TAKEN_BACK = 7;

  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(512);
  private final DataOutputStream out = new DataOutputStream(buffer);

  byte[] bytes() {
    return buffer.toByteArray();
  }

  Encoder kind(byte kind) {
    return write(() -> out.writeByte(kind));
  }

  Encoder job(Job job) {
    number(job.number());
    return switch (job) {
      case Job.AdmitRequest j ->
          kind((byte) 1)
              .handle(j.request())
              .bit(j.twoWay())
              .bit(j.allowPartial())
              .texts(j.invited())
              .numbers(j.enabled());
      case Job.AdmitQuote j ->
          kind((byte) 2)
              .handle(j.request())
              .handle(j.quote())
              .handles(j.replaces())
              .text(j.maker())
              .numbers(j.enabled());
      case Job.WithdrawQuote j -> kind((byte) 3).handle(j.request()).handle(j.quote());
      case Job.SelectBest j -> kind((byte) 4).handle(j.request());
      case Job.Accept j ->
          kind((byte) 5)
              .handle(j.request())
              .handle(j.selection())
              .handle(j.taker())
              .numbers(j.enabled());
      case Job.CloseRequest j -> kind((byte) 6).handle(j.request());
      case Job.AddOrder j ->
          kind((byte) 7)
              .handle(j.order())
              .text(j.firm())
              .number(j.arrival())
              .text(j.lifetime().name())
              .numbers(j.enabled());
      case Job.RemoveOrder j -> kind((byte) 8).handle(j.order());
      case Job.ReplaceOrder j ->
          kind((byte) 9)
              .handle(j.order())
              .handle(j.replacement())
              .number(j.arrival())
              .numbers(j.enabled());
    };
  }

  Encoder answered(Answered answered) {
    return number(answered.number()).handle(answered.digest()).outcome(answered.outcome());
  }

  Encoder outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Admitted o -> kind((byte) 1).bit(o.valid());
      case Outcome.Done o -> kind((byte) 2);
      case Outcome.Selected o ->
          kind((byte) 3).handles(o.oneWay()).handles(o.offer()).handles(o.bid());
      case Outcome.Accepted o ->
          kind((byte) 4).bit(o.valid()).handles(o.winner()).handles(o.fill());
      case Outcome.Matched o -> kind((byte) 5).matched(o);
      case Outcome.Removed o -> kind((byte) 6).bit(o.removed());
    };
  }

  private Encoder matched(Outcome.Matched o) {
    bit(o.valid()).bit(o.ended()).bit(o.keptArrival()).bit(o.done()).bit(o.resting());
    number(o.fills().size());
    o.fills().forEach(fill -> handle(fill.contra()).handle(fill.fill()).bit(fill.contraDone()));
    return this;
  }

  Encoder changes(List<Change> changes) {
    number(changes.size());
    changes.forEach(this::change);
    return this;
  }

  Encoder change(Change change) {
    return switch (change) {
      case Change.OfSecret c -> kind((byte) 1).handle(c.handle()).secret(c);
      case Change.OfRequest c -> kind((byte) 2).handle(c.handle()).request(c);
      case Change.OfBook c -> kind((byte) 3).handle(c.handle()).resting(c);
    };
  }

  private Encoder secret(Change.OfSecret change) {
    Secret s = change.value();
    bit(s != null);
    return s == null
        ? this
        : text(s.phase().name())
            .text(s.owner())
            .texts(s.readers())
            .bit(s.open())
            .number(s.storedAtMillis())
            .words(s.words());
  }

  private Encoder request(Change.OfRequest change) {
    Request r = change.value();
    bit(r != null);
    if (r != null) {
      bit(r.twoWay()).bit(r.allowPartial()).texts(r.invited()).text(r.stage().name());
      number(r.quotes().size());
      r.quotes().forEach(q -> handle(q.handle()).text(q.maker()).words(q.figures()));
      number(r.selections().size());
      r.selections().forEach(s -> handle(s.terms()).words(s.winner()));
    }
    return this;
  }

  private Encoder resting(Change.OfBook change) {
    Resting r = change.value();
    bit(r != null);
    return r == null
        ? this
        : text(r.firm()).number(r.arrival()).number(r.rest().mine()).number(r.rest().next());
  }

  private Encoder words(Words words) {
    number(words.size());
    for (int k = 0; k < words.size(); k++) {
      number(words.mine(k)).number(words.next(k));
    }
    return this;
  }

  Encoder handles(List<Handle> handles) {
    number(handles.size());
    handles.forEach(this::handle);
    return this;
  }

  private Encoder numbers(List<Long> numbers) {
    number(numbers.size());
    numbers.forEach(this::number);
    return this;
  }

  private Encoder texts(List<String> texts) {
    number(texts.size());
    texts.forEach(this::text);
    return this;
  }

  Encoder handle(Handle h) {
    return number(h.a()).number(h.b()).number(h.c()).number(h.d());
  }

  Encoder text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return write(() -> {
      out.writeInt(bytes.length);
      out.write(bytes);
    });
  }

  Encoder number(long number) {
    return write(() -> out.writeLong(number));
  }

  Encoder bit(boolean bit) {
    return write(() -> out.writeBoolean(bit));
  }

  private interface Writing {
    void run() throws IOException;
  }

  private Encoder write(Writing writing) {
    try {
      writing.run();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
