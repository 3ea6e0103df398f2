package obscura.mpc.codec;

import obscura.mpc.api.Ending;

/** Why something ends, as bytes. */
final class Endings {
  private Endings() {}

  static Encoder write(Encoder out, Ending why) {
    return switch (why) {
      case Ending.ByOwner e -> out.kind((byte) 1).statement(e.word());
      case Ending.Expired e -> out.kind((byte) 2);
      case Ending.ByVenue e -> out.kind((byte) 3).text(e.cause().name());
      case Ending.Unquoted e -> out.kind((byte) 4).list(e.passes(), Encoder::statement);
    };
  }

  static Ending read(Decoder in) {
    byte kind = in.kind();
    return switch (kind) {
      case 1 -> new Ending.ByOwner(in.statement());
      case 2 -> new Ending.Expired();
      case 3 -> new Ending.ByVenue(in.named(Ending.Cause.class));
      case 4 -> new Ending.Unquoted(in.list(in::statement));
      default -> throw new MalformedException("the unknown kind " + kind);
    };
  }
}
