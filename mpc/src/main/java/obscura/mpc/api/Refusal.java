package obscura.mpc.api;

/**
 * Why a job found an input invalid: one bit each of {@link Vector#refusal}, told to the owner alone
 * by a reveal; the venue learns only that the input was refused.
 */
public enum Refusal {
  /** Quantity 0 or 2^62 and above. */
  QUANTITY_RANGE(0),
  /** Price 0 or 2^62 and above where a price is needed. */
  PRICE_RANGE(1),
  /** Minimum above the quantity. */
  MINIMUM_ABOVE_QUANTITY(2),
  /** A reserved bit of the flags is set, or a fee out of range. */
  RESERVED_BITS(3),
  /** The instrument is unknown or halted. */
  INSTRUMENT_NOT_ENABLED(4),
  /** A quote, accept or replacement names another instrument than the thing it answers. */
  INSTRUMENT_DIFFERS(5),
  /** A quote or accept on the wrong side, or a replacement that changes the side. */
  SIDE_DIFFERS(6),
  /** A quote for less than was asked, or an accept of another size than was quoted. */
  SIZE_DIFFERS(7),
  /** An accept whose limit is not the quoted price. */
  PRICE_DIFFERS(8),
  /** The limit of an order, replacement or quote is outside the band of its instrument. */
  PRICE_BAND(9),
  /** A request, order or replacement for less than the roster's minimum for its firm. */
  BELOW_MINIMUM(10);

  private final long bit;

  Refusal(int position) {
    this.bit = 1L << position;
  }

  /** The bit of {@link Vector#refusal} that means this. */
  public long bit() {
    return bit;
  }

  public boolean in(long refusal) {
    return (refusal & bit) != 0;
  }
}
