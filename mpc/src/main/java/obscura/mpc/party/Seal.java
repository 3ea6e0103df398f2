package obscura.mpc.party;

import org.jspecify.annotations.Nullable;

/**
 * What lets a party prove its two shares of an item to one that has lost its own, and judge what
 * the two others say to it about the third share. In the malicious mode alone.
 *
 * @param mineBlinding 32 bytes, known to this party and the one before
 * @param nextBlinding 32 bytes, known to this party and the next
 * @param third commitment to the share that this party does not hold; its holders agreed on it
 * @param context of an input, whose commitments are those of its handle; null for what jobs made
 */
@SuppressWarnings("ArrayRecordComponent")
record Seal(byte[] mineBlinding, byte[] nextBlinding, byte[] third, byte @Nullable [] context) {
  static final int BYTES = 32;

  /** Tells no blinding. */
  @Override
  public String toString() {
    return "Seal[sealed]";
  }
}
