package obscura.mpc.api;

/**
 * A secret vector in the clear, as a client gives it or an entitled recipient gets it; each word is
 * an unsigned 64-bit integer ({@code mpc.md} section 2). A fill has only quantity and price, the
 * rest is 0; composed terms have another meaning ({@link Composed}). {@link #toString} tells no
 * value.
 *
 * @param instrument number of the instrument in the venue's list
 * @param flags bit 0: side, 0 buy and 1 sell; bit 1: meets sealed contras only; the rest 0
 * @param quantity lots, above 0 and below 2^62
 * @param price ticks, above 0 and below 2^62; 0 where no price is meant
 * @param minQuantity lots, at most the quantity; 0 for none
 * @param fee the maker's fee in basis points, 0 to 9,999
 * @param refusal set by the parties: bits of {@link Refusal}, 0 while valid; 0 in inputs
 */
public record Vector(
    long instrument,
    long flags,
    long quantity,
    long price,
    long minQuantity,
    long fee,
    long refusal) {
  /** Words that a client shares. */
  public static final int INPUT_WORDS = 6;

  /** All words: the inputs and the refusal. */
  public static final int WORDS = 7;

  public static final long SELL = 1;

  /** An input: the six words that a client shares. */
  public static Vector input(
      long instrument, long flags, long quantity, long price, long minQuantity, long fee) {
    return new Vector(instrument, flags, quantity, price, minQuantity, fee, 0);
  }

  @Override
  public String toString() {
    return "Vector[sealed]";
  }
}
