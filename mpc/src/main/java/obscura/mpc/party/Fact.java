package obscura.mpc.party;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import obscura.mpc.api.Handle;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.codec.MalformedException;
import obscura.mpc.share.Commitment;

/**
 * Something public that a job leaves behind: the three hold it alike, and no share belongs to it.
 */
sealed interface Fact {
  /**
   * What an instrument is worth.
   *
   * @param ticks its price
   * @param timeMillis when it was so, as the oracle says
   * @param job since which it counts: a resting order that has not looked for contras since is to
   *     do so again
   */
  record Reference(long instrument, long ticks, long timeMillis, long job) implements Fact {}

  /** How many orders of a firm met nobody in a minute of the book's time. */
  record Misses(String firm, long minute, long count) implements Fact {}

  static Handle reference(long instrument) {
    return handle("reference " + instrument);
  }

  static Handle misses(String firm) {
    return handle("misses " + firm);
  }

  /** Where it stands; a later one takes the place of an earlier one. */
  default Handle handle() {
    return switch (this) {
      case Reference f -> reference(f.instrument());
      case Misses f -> misses(f.firm());
    };
  }

  private static Handle handle(String name) {
    MessageDigest sha = Commitment.sha256();
    sha.update("OBSCURA-FACT-v1 ".getBytes(StandardCharsets.US_ASCII));
    sha.update(name.getBytes(StandardCharsets.UTF_8));
    return Handle.of(sha.digest());
  }

  default Encoder write(Encoder out) {
    return switch (this) {
      case Reference f ->
          out.kind((byte) 1)
              .number(f.instrument())
              .number(f.ticks())
              .number(f.timeMillis())
              .number(f.job());
      case Misses f -> out.kind((byte) 3).text(f.firm()).number(f.minute()).number(f.count());
    };
  }

  static Fact read(Decoder in) {
    byte kind = in.kind();
    return switch (kind) {
      case 1 -> new Reference(in.number(), in.number(), in.number(), in.number());
      case 3 -> new Misses(in.text(), in.number(), in.number());
      default -> throw new MalformedException("a fact of the unknown kind " + kind);
    };
  }
}
