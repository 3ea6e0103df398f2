package obscura.mpc.share;

/**
 * A party's working memory for one job: matrices are taken as from a stack and given back in the
 * opposite order, or all at once when the next job begins. It grows to what the largest job needed,
 * so that jobs allocate next to nothing. What is taken holds anything, and at each party something
 * else: whoever fills only some lanes clears it first, or what is left there would be multiplied
 * and taken for cheating. One thread.
 */
public final class Scratch {
  private static final int SMALLEST = 1 << 12;

  private long[] mine = new long[SMALLEST];
  private long[] next = new long[SMALLEST];
  private long[] sent = new long[SMALLEST];
  private long[] received = new long[SMALLEST];
  private long[] products = new long[SMALLEST];

  /** Where the present arrays begin, if they took over from smaller ones in this job. */
  private int start;

  private int top;
  private int peak;

  /** A matrix that holds anything. */
  public Bits take(int rows, int words) {
    int size = rows * words;
    if (top + size - start > mine.length) {
      start = top;
      allocate(Math.max(2 * mine.length, size));
    }
    Bits taken = new Bits(rows, words, top - start, words, mine, next);
    top += size;
    peak = Math.max(peak, top);
    return taken;
  }

  /** How much is taken, for {@link #release}. */
  public int mark() {
    return top;
  }

  /** Gives back all that was taken since the mark. */
  public void release(int mark) {
    top = Math.max(mark, start);
  }

  /** Gives back everything. */
  public void reset() {
    if (start > 0) {
      allocate(peak);
    }
    start = 0;
    top = 0;
    peak = 0;
  }

  private void allocate(int size) {
    mine = new long[size];
    next = new long[size];
  }

  /** The words of a message to be sent; the same array every time. */
  public long[] sent(int count) {
    sent = atLeast(sent, count);
    return sent;
  }

  /** The words of a message that came; the same array every time. */
  public long[] received(int count) {
    received = atLeast(received, count);
    return received;
  }

  /** Products that are not yet summed; the same array every time. */
  public long[] products(int count) {
    products = atLeast(products, count);
    return products;
  }

  private static long[] atLeast(long[] array, int count) {
    return array.length >= count ? array : new long[Math.max(count, 2 * array.length)];
  }
}
