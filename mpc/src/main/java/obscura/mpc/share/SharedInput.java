package obscura.mpc.share;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Vector;

/**
 * What one party gets of an input: two shares with their blindings, and all three commitments.
 *
 * @param party 0, 1 or 2
 * @param record the public record of the input
 */
@SuppressWarnings("ArrayRecordComponent")
public record SharedInput(
    int party,
    String owner,
    boolean openToCompliance,
    String record,
    byte[][] commitments,
    long[] mine,
    byte[] mineBlinding,
    long[] next,
    byte[] nextBlinding) {

  /** Shares an input with fresh randomness: one part for each party. */
  public static SharedInput[] split(Input input, SecureRandom random) {
    long[][] shares = split(input.vector(), random);
    byte[] context = Commitment.context(input.owner(), input.openToCompliance(), input.record());
    byte[][] blindings = new byte[3][Commitment.BYTES];
    byte[][] commitments = new byte[3][];
    for (int k = 0; k < 3; k++) {
      random.nextBytes(blindings[k]);
      commitments[k] = Commitment.of(context, k, shares[k], blindings[k]);
    }
    SharedInput[] parts = new SharedInput[3];
    for (int k = 0; k < 3; k++) {
      int n = (k + 1) % 3;
      parts[k] =
          new SharedInput(
              k,
              input.owner(),
              input.openToCompliance(),
              input.record(),
              commitments,
              shares[k].clone(),
              blindings[k].clone(),
              shares[n].clone(),
              blindings[n].clone());
    }
    return parts;
  }

  private static long[][] split(Vector vector, SecureRandom random) {
    long[] values = {
      vector.instrument(),
      vector.flags(),
      vector.quantity(),
      vector.price(),
      vector.minQuantity(),
      vector.fee()
    };
    ByteBuffer fresh = ByteBuffer.wrap(randomBytes(2 * values.length * Long.BYTES, random));
    long[][] shares = new long[3][values.length];
    for (int w = 0; w < values.length; w++) {
      shares[0][w] = fresh.getLong();
      shares[1][w] = fresh.getLong();
      shares[2][w] = values[w] ^ shares[0][w] ^ shares[1][w];
    }
    return shares;
  }

  private static byte[] randomBytes(int count, SecureRandom random) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Whether the two commitments that this party can check are right. */
  public boolean isConsistent() {
    byte[] context = context();
    int n = (party + 1) % 3;
    return mine.length == Vector.INPUT_WORDS
        && next.length == Vector.INPUT_WORDS
        && MessageDigest.isEqual(
            commitments[party], Commitment.of(context, party, mine, mineBlinding))
        && MessageDigest.isEqual(commitments[n], Commitment.of(context, n, next, nextBlinding));
  }

  public Handle handle() {
    return Commitment.handle(context(), commitments);
  }

  /** The shares with a refusal of 0 behind them. */
  public Words words() {
    return Words.of(Arrays.copyOf(mine, Vector.WORDS), Arrays.copyOf(next, Vector.WORDS));
  }

  /** Digest of what is public about the input; goes into its commitments. */
  public byte[] context() {
    return Commitment.context(owner, openToCompliance, record);
  }

  /** Tells no share. */
  @Override
  public String toString() {
    return "SharedInput[sealed]";
  }
}
