package obscura.mpc.share;

/** Copies runs of bits between rows of words; whole words at once where both sides are aligned. */
public final class Lanes {
  private Lanes() {}

  /**
   * Copies {@code count} bits; {@code base} is a row's first word, {@code from} and {@code to}
   * bits.
   */
  static void copy(
      long[] source, int sourceBase, int from, long[] target, int targetBase, int to, int count) {
    int done = 0;
    if (((from | to) & 63) == 0) {
      int words = count >>> 6;
      System.arraycopy(source, sourceBase + (from >>> 6), target, targetBase + (to >>> 6), words);
      done = words << 6;
    }
    while (done < count) {
      int take = Math.min(count - done, 64 - ((to + done) & 63));
      long bits = read(source, sourceBase, from + done, take);
      int at = targetBase + ((to + done) >>> 6);
      int shift = (to + done) & 63;
      long mask = (take == 64 ? -1L : (1L << take) - 1) << shift;
      target[at] = (target[at] & ~mask) | ((bits << shift) & mask);
      done += take;
    }
  }

  /** XORs {@code count} bits into as many of the target. */
  public static void xor(
      long[] source, int sourceBase, int from, long[] target, int targetBase, int to, int count) {
    for (int done = 0; done < count; ) {
      int take = Math.min(count - done, 64 - ((to + done) & 63));
      long bits = read(source, sourceBase, from + done, take);
      long mask = take == 64 ? -1L : (1L << take) - 1;
      target[targetBase + ((to + done) >>> 6)] ^= (bits & mask) << (to + done);
      done += take;
    }
  }

  private static long read(long[] source, int base, int from, int take) {
    int at = base + (from >>> 6);
    int shift = from & 63;
    long bits = source[at] >>> shift;
    if (shift + take > 64) {
      bits |= source[at + 1] << (64 - shift);
    }
    return bits;
  }
}
