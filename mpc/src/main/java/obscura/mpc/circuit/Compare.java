package obscura.mpc.circuit;

import obscura.mpc.share.Bits;
import obscura.mpc.share.Rows;

/**
 * Compares unsigned numbers lane by lane. How many ANDs and rounds it takes is in {@link Blocks}.
 *
 * @param less single row: x &lt; y
 * @param equal single row: x = y
 */
public record Compare(Bits less, Bits equal) {
  /** Compares as many bits as y has rows. */
  public static Compare of(Gates gates, Rows x, Bits y) {
    Comparison comparison = new Comparison(gates, x, y, true);
    Bits less = comparison.run();
    return new Compare(less, comparison.equal());
  }

  /** x &lt; y, as a single row: cheaper, as nobody asks whether they are equal. */
  public static Bits less(Gates gates, Rows x, Bits y) {
    return new Comparison(gates, x, y, false).run();
  }

  /**
   * The same, but x &lt;= y in the lanes that are set.
   *
   * @param orEqual single row
   */
  public static Bits less(Gates gates, Rows x, Bits y, Bits orEqual) {
    Comparison comparison = new Comparison(gates, x, y, false);
    comparison.startWith(orEqual);
    return comparison.run();
  }
}
