package obscura.mpc.circuit;

import java.util.List;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Rows;
import obscura.mpc.share.Word;

/**
 * Compares unsigned numbers lane by lane. How many ANDs and rounds it takes is in {@link Blocks}.
 *
 * @param less single row: x &lt; y
 * @param equal single row: x = y
 */
public record Compare(Bits less, Bits equal) {
  /** Compares as many bits as y has rows. */
  public static Compare of(Gates gates, Rows x, Bits y) {
    Comparison comparison = new Comparison(gates, x, y, blocks(y, true));
    Bits less = comparison.run();
    return new Compare(less, comparison.equal());
  }

  /** x &lt; y, as a single row: cheaper, as nobody asks whether they are equal. */
  public static Bits less(Gates gates, Rows x, Bits y) {
    return new Comparison(gates, x, y, blocks(y, false)).run();
  }

  /**
   * The same, but x &lt;= y in the lanes that are set.
   *
   * @param orEqual single row
   */
  public static Bits less(Gates gates, Rows x, Bits y, Bits orEqual) {
    Comparison comparison = new Comparison(gates, x, y, blocks(y, false));
    comparison.startWith(orEqual);
    return comparison.run();
  }

  private static Blocks blocks(Bits y, boolean equal) {
    return Blocks.cheapest(y.rows(), y.words(), equal);
  }

  /** The smaller of two words, unsigned. */
  public static Word smaller(Gates gates, Word x, Word y) {
    Bits less = less(gates, Bits.lanesOf(List.of(x)), Bits.lanesOf(List.of(y)));
    return gates.and(less.word(0, 0).spread(), x.xor(y)).xor(y);
  }
}
