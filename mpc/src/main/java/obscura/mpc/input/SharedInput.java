package obscura.mpc.input;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Origin;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.api.Vector;
import obscura.mpc.share.Commitment;
import obscura.mpc.share.Words;

/**
 * What one party gets of an input: its signed record, and two shares with their blindings.
 *
 * @param party 0, 1 or 2
 * @param signature the gateway's, over the record; none if its owner sealed it
 */
@SuppressWarnings("ArrayRecordComponent")
public record SharedInput(
    int party,
    InputRecord record,
    byte[] signature,
    long[] mine,
    byte[] mineBlinding,
    long[] next,
    byte[] nextBlinding) {

  /**
   * Shares an input with fresh randomness and signs its record: one part for each party.
   *
   * @param instance name of the venue instance
   */
  public static SharedInput[] split(
      Input input, String instance, GatewayKey key, SecureRandom random) {
    return signed(of(input.origin(), split(input.vector(), random), instance, random), key);
  }

  /** Share keys: they are the shares themselves, 4 words each, big-endian, and two words of 0. */
  public static SharedInput[] ofKeys(
      Origin origin, ShareKeys keys, String instance, GatewayKey key, SecureRandom random) {
    return signed(ofKeys(origin, keys, instance, random), key);
  }

  /** The same, signed by nobody yet. */
  static SharedInput[] ofKeys(Origin origin, ShareKeys keys, String instance, SecureRandom random) {
    long[][] shares = new long[3][Vector.INPUT_WORDS];
    for (int k = 0; k < 3; k++) {
      ByteBuffer bytes = ByteBuffer.wrap(keys.keys().get(k));
      bytes.asLongBuffer().get(shares[k], 0, bytes.remaining() / Long.BYTES);
    }
    return of(origin, shares, instance, random);
  }

  private static SharedInput[] signed(SharedInput[] parts, GatewayKey key) {
    byte[] signature = key.sign(parts[0].record.canonical());
    return Arrays.stream(parts)
        .map(p ->
            new SharedInput(
                p.party, p.record, signature, p.mine, p.mineBlinding, p.next, p.nextBlinding))
        .toArray(SharedInput[]::new);
  }

  private static SharedInput[] of(
      Origin origin, long[][] shares, String instance, SecureRandom random) {
    byte[] context = InputRecord.context(instance, origin);
    byte[][] blindings = new byte[3][Commitment.BYTES];
    byte[][] commitments = new byte[3][];
    for (int k = 0; k < 3; k++) {
      random.nextBytes(blindings[k]);
      commitments[k] = Commitment.of(context, k, shares[k], blindings[k]);
    }
    InputRecord record = new InputRecord(instance, origin, commitments);
    SharedInput[] parts = new SharedInput[3];
    for (int k = 0; k < 3; k++) {
      int n = (k + 1) % 3;
      parts[k] =
          new SharedInput(
              k,
              record,
              new byte[0],
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
    byte[] context = record.context();
    byte[][] commitments = record.commitments();
    int n = (party + 1) % 3;
    return mine.length == Vector.INPUT_WORDS
        && next.length == Vector.INPUT_WORDS
        && MessageDigest.isEqual(
            commitments[party], Commitment.of(context, party, mine, mineBlinding))
        && MessageDigest.isEqual(commitments[n], Commitment.of(context, n, next, nextBlinding));
  }

  /** Whether the gateway signed the record. */
  public boolean isSignedBy(GatewayVerifier gateway) {
    return gateway.verifies(record.canonical(), signature);
  }

  public Handle handle() {
    return record.handle();
  }

  /** The shares with a refusal of 0 behind them. */
  public Words words() {
    return Words.of(Arrays.copyOf(mine, Vector.WORDS), Arrays.copyOf(next, Vector.WORDS));
  }

  /** Tells no share. */
  @Override
  public String toString() {
    return "SharedInput[sealed]";
  }
}
