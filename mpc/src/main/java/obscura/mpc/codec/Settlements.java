package obscura.mpc.codec;

import obscura.mpc.api.Purpose;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.AdmitDeposit;
import obscura.mpc.api.Settlement.AdmitKeys;
import obscura.mpc.api.Settlement.Answer;
import obscura.mpc.api.Settlement.CommitFill;
import obscura.mpc.api.Settlement.Covered;
import obscura.mpc.api.Settlement.Destination;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Market;
import obscura.mpc.api.Settlement.Note;
import obscura.mpc.api.Settlement.Place;
import obscura.mpc.api.Settlement.Proved;
import obscura.mpc.api.Settlement.SignBatch;
import obscura.mpc.api.Settlement.TellMarket;
import obscura.mpc.api.Settlement.Told;

/** Tasks of settlement and their answers as bytes. */
final class Settlements {
  private Settlements() {}

  static Encoder write(Encoder out, Settlement task) {
    return switch (task) {
      case AdmitKeys t -> out.kind((byte) 7).handle(t.keys()).text(t.word());
      case AdmitDeposit t -> out.kind((byte) 2).statement(t.word());
      case CommitFill t ->
          out.kind((byte) 3)
              .handle(t.fill())
              .number(t.trade())
              .number(t.instrument())
              .bit(t.ownerSells())
              .handles(t.baseNotes())
              .handles(t.quoteNotes())
              .list(t.outputs(), Settlements::destination);
      case Covered t ->
          out.kind((byte) 4)
              .handle(t.order())
              .number(t.instrument())
              .handles(t.baseNotes())
              .handles(t.quoteNotes());
      case Settlement.Equals t -> out.kind((byte) 5).handle(t.instruction());
      case SignBatch t ->
          out.kind((byte) 6)
              .number(t.batch())
              .number(t.epoch())
              .number(t.deadline())
              .handles(t.fills())
              .list(t.places(), (o, place) -> o.number(place.batch()).number(place.index()));
      case TellMarket t -> out.kind((byte) 8).handle(t.fill());
    };
  }

  static Encoder write(Encoder out, Purpose.Deposit deposit) {
    return destination(out, deposit.owner())
        .number(deposit.instrument())
        .bit(deposit.base())
        .text(deposit.amount())
        .text(deposit.opening());
  }

  static Purpose deposit(Decoder in) {
    return new Purpose.Deposit(destination(in), in.number(), in.bit(), in.text(), in.text());
  }

  private static Encoder destination(Encoder out, Destination to) {
    return out.handle(to.keys()).number(to.path()).text(to.ephemeral());
  }

  static Settlement task(Decoder in) {
    byte kind = in.kind();
    return switch (kind) {
      case 2 -> new AdmitDeposit(in.statement());
      case 3 ->
          new CommitFill(
              in.handle(),
              in.number(),
              in.number(),
              in.bit(),
              in.handles(),
              in.handles(),
              in.list(() -> destination(in)));
      case 4 -> new Covered(in.handle(), in.number(), in.handles(), in.handles());
      case 5 -> new Settlement.Equals(in.handle());
      case 6 ->
          new SignBatch(
              in.number(),
              in.number(),
              in.number(),
              in.handles(),
              in.list(() -> new Place(in.number(), in.number())));
      case 7 -> new AdmitKeys(in.handle(), in.text());
      case 8 -> new TellMarket(in.handle());
      default -> throw new MalformedException("a task of the unknown kind " + kind);
    };
  }

  private static Destination destination(Decoder in) {
    return new Destination(in.handle(), small(in.number()), in.text());
  }

  private static int small(long path) {
    if (path < 0 || path > Integer.MAX_VALUE) {
      throw new MalformedException("path " + path);
    }
    return (int) path;
  }

  static Encoder write(Encoder out, Answer answer) {
    return switch (answer) {
      case Made a ->
          out.kind((byte) 1)
              .bit(a.valid())
              .list(
                  a.notes(),
                  (o, note) ->
                      o.handle(note.handle())
                          .text(note.token())
                          .text(note.owner())
                          .text(note.commitment())
                          .text(note.memo()));
      case Market a -> out.kind((byte) 4).number(a.instrument()).bit(a.ownerSells());
      case Told a -> out.kind((byte) 2).bit(a.yes());
      case Proved a -> out.kind((byte) 3).handle(a.digest()).text(a.nonce()).text(a.answer());
    };
  }

  static Answer answer(Decoder in) {
    byte kind = in.kind();
    return switch (kind) {
      case 1 ->
          new Made(
              in.bit(),
              in.list(() -> new Note(in.handle(), in.text(), in.text(), in.text(), in.text())));
      case 2 -> new Told(in.bit());
      case 3 -> new Proved(in.handle(), in.text(), in.text());
      case 4 -> new Market(in.number(), in.bit());
      default -> throw new MalformedException("an answer of the unknown kind " + kind);
    };
  }
}
