package obscura.mpc.verify;

import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;

/**
 * One batch of triples in the making, slice by slice (Furukawa et al. 2017, protocol 2.26, with
 * buckets of three filled from three arrays as in Araki et al. 2017). Three arrays of triples are
 * made like any product; when all stand, a coin orders the second and the third at random. The last
 * {@link #OPENED} of the second are opened and must be right; the others stand in buckets, one of
 * each array, and the first of each bucket is checked against the two others, which are then thrown
 * away. One thread.
 */
final class TripleBatch {
  /** How many triples are opened: against a batch in which all are wrong. */
  static final int OPENED = 3;

  private static final int ARRAYS = 3;
  private static final int OPENED_FROM = 1;

  /** Triples made or checked in a slice: some milliseconds. */
  private static final int SLICE = 1 << 14;

  private final long number;
  private final int size;
  private final Links links;
  private final TripleStreams streams;
  private final ProductCheck check;
  private final Coin coin;
  private final long[][] received = new long[ARRAYS][];
  private final int[][] orders = new int[ARRAYS][];
  private final Products heads = new Products();
  private final Products partners = new Products();
  private final long[] arriving = new long[SLICE];
  private Stage stage = Stage.MAKING;
  private int array;
  private int position;

  private enum Stage {
    MAKING,
    ORDERING,
    CHECKING,
    DONE
  }

  /**
   * Nothing made yet.
   *
   * @param number no two batches of an epoch have the same
   * @param size triples to give
   */
  TripleBatch(
      long number, int size, Links links, TripleStreams streams, ProductCheck check, Coin coin) {
    this.number = number;
    this.size = size;
    this.links = links;
    this.streams = streams;
    this.check = check;
    this.coin = coin;
    for (int k = 0; k < ARRAYS; k++) {
      received[k] = new long[k == OPENED_FROM ? size + OPENED : size];
    }
  }

  /** Does the next slice of work; true if the batch is done. */
  boolean advance() {
    switch (stage) {
      case MAKING -> make();
      case ORDERING -> order();
      case CHECKING -> checkBuckets();
      case DONE -> {}
    }
    return stage == Stage.DONE;
  }

  private void make() {
    int first = position;
    int count = Math.min(SLICE, received[array].length - first);
    streams.fill(number, array, Places.from(first), count, heads);
    links.rotate(heads.zMine, arriving, count);
    System.arraycopy(arriving, 0, received[array], first, count);
    position += count;
    if (position == received[array].length) {
      position = 0;
      array++;
      stage = array == ARRAYS ? Stage.ORDERING : Stage.MAKING;
    }
  }

  private void order() {
    byte[] tossed = coin.toss();
    for (int k = 1; k < ARRAYS; k++) {
      orders[k] = Permutation.of(tossed, k, received[k].length);
    }
    openLast();
    stage = Stage.CHECKING;
  }

  /** Opens the last of the ordered second array; each share comes from both of its holders. */
  private void openLast() {
    int[] order = orders[OPENED_FROM];
    load(OPENED_FROM, Places.of(order, size), OPENED, partners);
    long[] mine = beside(partners.xMine, partners.yMine, partners.zMine);
    long[] next = beside(partners.xNext, partners.yNext, partners.zNext);
    long[] third = new long[mine.length];
    long[] again = new long[mine.length];
    links.exchange(mine, next, third, again, mine.length);
    for (int k = 0; k < mine.length; k++) {
      if (third[k] != again[k]) {
        throw new PeersDifferException("two copies of an opened triple differ", links.others());
      }
      mine[k] ^= next[k] ^ third[k];
    }
    for (int k = 0; k < OPENED; k++) {
      if ((mine[k] & mine[OPENED + k]) != mine[2 * OPENED + k]) {
        throw new PeersDifferException("an opened triple is wrong", links.others());
      }
    }
  }

  private static long[] beside(long[] x, long[] y, long[] z) {
    long[] all = new long[3 * OPENED];
    System.arraycopy(x, 0, all, 0, OPENED);
    System.arraycopy(y, 0, all, OPENED, OPENED);
    System.arraycopy(z, 0, all, 2 * OPENED, OPENED);
    return all;
  }

  private void checkBuckets() {
    int first = position;
    int count = Math.min(SLICE, size - first);
    load(0, Places.from(first), count, heads);
    for (int k = 1; k < ARRAYS; k++) {
      load(k, Places.of(orders[k], first), count, partners);
      check.multiply(heads, partners, count);
      for (int at = 0; at < count; at++) {
        partners.zMine[at] ^= heads.zMine[at];
        partners.zNext[at] ^= heads.zNext[at];
      }
      check.requireZero(partners.zMine, partners.zNext, count);
    }
    position += count;
    if (position == size) {
      for (int k = 1; k < ARRAYS; k++) {
        received[k] = new long[0];
        orders[k] = new int[0];
      }
      stage = Stage.DONE;
    }
  }

  /** Gives triples of a finished batch. */
  void take(int from, int count, Products out) {
    if (stage != Stage.DONE) {
      throw new IllegalStateException("triples that are not verified");
    }
    load(0, Places.from(from), count, out);
  }

  private void load(int array, Places places, int count, Products out) {
    streams.fill(number, array, places, count, out);
    long[] kept = received[array];
    for (int k = 0; k < count; k++) {
      out.zNext[k] = kept[places.at(k)];
    }
  }

  int size() {
    return size;
  }
}
