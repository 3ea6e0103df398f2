package obscura.engine.port;

import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import obscura.domain.FirmId;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;

/** What the drop copy has of settlements, without amounts. Any thread may call; it blocks. */
public interface SettlementHistory {
  /**
   * A state that a trade reached.
   *
   * @param busted whether both sides were told of a bust with it
   * @param failCode SettlFailCode(20036), 0 for none
   * @param rail {@code book-entry}, or the name of a chain
   * @param transaction its hash or signature; empty if there is none
   * @param block height of inclusion, 0 if it is in none
   * @param confirmations seen, 0 before it is included
   * @param needed confirmations that make it final, 0 if the rail has none
   */
  record Moment(
      TradeId trade,
      Instant at,
      SortedSet<FirmId> firms,
      SettlementState state,
      boolean busted,
      int failCode,
      String rail,
      String transaction,
      long block,
      long confirmations,
      long needed) {}

  /** The drop copy's database refuses; the same may be asked again. */
  final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(Throwable cause) {
      super("the drop copy's database does not answer", cause);
    }
  }

  /** The last state within a time of every trade that moved in it, in the order of the trades. */
  List<Moment> last(Instant from, Instant before);

  /** All states of a trade, oldest first. */
  List<Moment> of(TradeId trade);
}
