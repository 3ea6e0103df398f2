package obscura.engine.port;

import java.time.Instant;
import java.util.Optional;
import obscura.domain.TradeId;

/** What operators ask of the settlement rail about one trade. Any thread may call, and waits. */
public interface SettlementDesk {
  /**
   * The batch that a trade is or was last in.
   *
   * @param phase how far it is, by the settlement service's names
   * @param deadline no block after it settles the batch
   * @param transactions written for it so far
   */
  record Batch(long number, String phase, Instant deadline, int transactions) {}

  /**
   * What became of an operator's wish.
   *
   * @param text one line
   */
  record Answer(boolean done, String text) {}

  /** The rail does not answer in time; whether it did what was asked is seen later. */
  final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnavailableException(Throwable cause) {
      super("the settlement rail does not answer", cause);
    }
  }

  /** The batch of a trade; empty if it is in none, or the rail has none. */
  Optional<Batch> batch(TradeId trade);

  /**
   * Gives a trade up that has not passed the point of no return; it is busted then. Refused for all
   * others: the chain may still settle them.
   */
  Answer cancel(TradeId trade);
}
