package obscura.engine.adapter.settlement;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import obscura.engine.core.Trade;
import obscura.settlement.service.core.Instruction;

/** What a rail has to know of a trade before it can settle it. */
@FunctionalInterface
public interface TradeReading {
  /**
   * The trade as the settlement service takes it; empty if the rail may not read what it needs.
   *
   * @throws CompletionException if the parties do not answer
   * @throws obscura.settlement.service.port.UnavailableException likewise
   */
  Optional<Instruction> of(Trade trade);
}
