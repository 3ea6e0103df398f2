package obscura.mpc.party;

import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Origin;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.share.Word;

/** Changes and executed jobs as the store keeps them. */
final class RecordCodec {
  private static final byte SECRET = 1;
  private static final byte REQUEST = 2;
  private static final byte SEAL = 4;
  private static final byte BOOK = 22;
  private static final byte FACT = 20;

  private RecordCodec() {}

  static Encoder answered(Encoder out, Answered job) {
    return out.number(job.number()).handle(job.digest()).handle(job.chain()).outcome(job.outcome());
  }

  static Answered answered(Decoder in) {
    return new Answered(in.number(), in.handle(), in.handle(), in.outcome());
  }

  static Encoder changes(Encoder out, List<Change> changes) {
    return out.list(changes, (o, change) -> change(o, change));
  }

  static List<Change> changes(Decoder in) {
    return in.list(() -> change(in));
  }

  static Encoder change(Encoder out, Change change) {
    return switch (change) {
      case Change.OfSecret c -> secret(out.kind(SECRET).handle(c.handle()), c);
      case Change.OfRequest c -> request(out.kind(REQUEST).handle(c.handle()), c);
      case Change.OfBook c -> resting(out.kind(BOOK).handle(c.handle()), c);
      case Change.OfSeal c -> seal(out.kind(SEAL).handle(c.handle()), c);
      case Change.OfFact c -> fact(out.kind(FACT).handle(c.handle()), c);
    };
  }

  private static Encoder fact(Encoder out, Change.OfFact change) {
    Fact f = change.value();
    out.bit(f != null);
    return f == null ? out : f.write(out);
  }

  private static Encoder seal(Encoder out, Change.OfSeal change) {
    Seal s = change.value();
    out.bit(s != null).text(change.item().kind().name());
    if (s == null) {
      return out;
    }
    byte[] context = s.context();
    out.raw(s.mineBlinding()).raw(s.nextBlinding()).raw(s.third()).bit(context != null);
    return context == null ? out : out.raw(context);
  }

  private static Encoder secret(Encoder out, Change.OfSecret change) {
    Secret s = change.value();
    out.bit(s != null);
    return s == null
        ? out
        : out.text(s.phase().name())
            .text(s.owner())
            .texts(s.readers())
            .bit(s.open())
            .number(s.storedAtMillis())
            .list(origins(s), Encoder::origin)
            .texts(s.names())
            .words(s.words());
  }

  private static List<Origin> origins(Secret secret) {
    Origin origin = secret.origin();
    return origin == null ? List.of() : List.of(origin);
  }

  private static Encoder request(Encoder out, Change.OfRequest change) {
    Request r = change.value();
    out.bit(r != null);
    return r == null
        ? out
        : Window.write(
            out.bit(r.twoWay())
                .bit(r.allowPartial())
                .texts(r.invited())
                .text(r.stage().name())
                .list(r.quotes(), (o, q) -> o.handle(q.handle()).text(q.maker()).words(q.figures()))
                .list(r.selections(), (o, s) -> o.handle(s.terms()).words(s.winner()))
                .bit(r.allowSplit()),
            r.window());
  }

  private static Encoder resting(Encoder out, Change.OfBook change) {
    Resting r = change.value();
    out.bit(r != null);
    return r == null
        ? out
        : out.text(r.firm())
            .number(r.arrival())
            .word(r.rest())
            .word(r.minimum())
            .number(r.looked())
            .number(r.expiresMillis());
  }

  static Change change(Decoder in) {
    byte kind = in.kind();
    Handle handle = in.handle();
    boolean present = in.bit();
    return switch (kind) {
      case SECRET -> new Change.OfSecret(handle, present ? secret(in) : null);
      case REQUEST -> new Change.OfRequest(handle, present ? request(in) : null);
      case BOOK -> new Change.OfBook(handle, present ? resting(in) : null);
      case FACT -> new Change.OfFact(handle, present ? Fact.read(in) : null);
      case SEAL -> {
        Item item = new Item(Item.Kind.valueOf(in.text()), handle);
        yield new Change.OfSeal(item, present ? seal(in) : null);
      }
      default -> throw new IllegalStateException("a change of the unknown kind " + kind);
    };
  }

  private static Seal seal(Decoder in) {
    return new Seal(
        in.raw(Seal.BYTES),
        in.raw(Seal.BYTES),
        in.raw(Seal.BYTES),
        in.bit() ? in.raw(Seal.BYTES) : null);
  }

  private static Secret secret(Decoder in) {
    return new Secret(
        in.named(Phase.class),
        in.text(),
        in.list(in::text),
        in.bit(),
        in.number(),
        in.list(in::origin).stream().findFirst().orElse(null),
        in.list(in::text),
        in.words());
  }

  private static Request request(Decoder in) {
    return new Request(
        in.bit(),
        in.bit(),
        in.list(in::text),
        Request.Stage.valueOf(in.text()),
        in.list(() -> new Request.Quote(in.handle(), in.text(), in.words())),
        in.list(() -> new Request.Selection(in.handle(), in.words())),
        in.bit(),
        Window.read(in));
  }

  private static Resting resting(Decoder in) {
    return new Resting(in.text(), in.number(), word(in), word(in), in.number(), in.number());
  }

  private static Word word(Decoder in) {
    return new Word(in.number(), in.number());
  }
}
