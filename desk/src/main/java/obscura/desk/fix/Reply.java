package obscura.desk.fix;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a maker does about a request. */
public sealed interface Reply {
  /**
   * A firm quote.
   *
   * @param bid what the maker pays, null when only the offer is asked
   * @param offer what the maker wants, null when only the bid is asked
   * @param size in units of the base token
   */
  record Quote(
      @Nullable BigDecimal bid, @Nullable BigDecimal offer, BigDecimal size, Instant validUntil)
      implements Reply {}

  /** Tells the venue that no quote will come. */
  record Pass() implements Reply {}

  /** Says nothing at all. */
  record Silence() implements Reply {}
}
