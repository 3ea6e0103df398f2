package obscura.settlement.service.port;

import java.util.List;
import obscura.domain.TradeId;

/**
 * The order inside a batch: drawn from randomness that the three parties made together and can
 * prove afterwards, so that nobody chooses it (requirement 14.3).
 */
public interface PermutationSource {
  /**
   * The places of these trades, from 0, in the order of a batch; the same however often it is asked.
   *
   * @throws UnavailableException if the parties do not answer
   */
  List<Integer> order(long batch, List<TradeId> trades);
}
