package obscura.engine.port;

import java.util.Optional;
import obscura.domain.VenueCode;

/**
 * The values of an order, quote, request or fill in the clear, for the time of one message. {@link
 * #toString} tells none.
 *
 * @param instrument the venue's number of the instrument; 0 in a fill
 * @param sells side of the owner: false buys; false in a fill
 * @param lots quantity
 * @param ticks price; 0 where none is meant
 * @param minLots minimum quantity; 0 for none
 * @param feeBasisPoints the maker's fee, or the makers' together, rounded up
 * @param refusal why the parties refused it, if they did
 * @param makers behind terms that several makers fill together; 0 of anything else
 */
public record Terms(
    long instrument,
    boolean sells,
    long lots,
    long ticks,
    long minLots,
    long feeBasisPoints,
    Optional<VenueCode> refusal,
    int makers) {
  /** Of one participant. */
  public Terms(
      long instrument,
      boolean sells,
      long lots,
      long ticks,
      long minLots,
      long feeBasisPoints,
      Optional<VenueCode> refusal) {
    this(instrument, sells, lots, ticks, minLots, feeBasisPoints, refusal, 0);
  }

  /**
   * Why the parties refused it as a maker's quote: of a size that does not fit the rules of
   * engagement say 313 there, and 305 to an accept.
   */
  public Optional<VenueCode> quoteRefusal() {
    return refusal.map(
        code -> code == VenueCode.SIZE_DIFFERS ? VenueCode.WRONG_SIDE_OR_SIZE : code);
  }

  @Override
  public String toString() {
    return "Terms[sealed]";
  }
}
