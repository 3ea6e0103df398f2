package obscura.mpc.verify;

/**
 * Which triples of an array are meant: neighbours in the array, or neighbours in an order.
 *
 * @param order empty: as they stand
 */
record Places(int from, int[] order) {
  private static final int[] AS_THEY_STAND = {};

  /** Triples from {@code first} on. */
  static Places from(int first) {
    return new Places(first, AS_THEY_STAND);
  }

  /** Those that an order names from its place {@code first} on. */
  static Places of(int[] order, int first) {
    return new Places(first, order);
  }

  int at(int k) {
    return order.length == 0 ? from + k : order[from + k];
  }
}
