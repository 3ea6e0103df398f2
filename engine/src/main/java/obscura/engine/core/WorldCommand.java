package obscura.engine.core;

import java.util.Optional;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;

/** Answers of the world: the MPC, settlement, time. */
public sealed interface WorldCommand extends VenueCommand {
  /** The three parties answered a job. */
  record RecordOutcome(long job, JobOutcome outcome) implements WorldCommand {}

  /** The MPC became reachable or unreachable. */
  record SetEngineAvailable(boolean available) implements WorldCommand {}

  /**
   * A trade's settlement moved on.
   *
   * @param failCode SettlFailCode(20036), 0 for none
   * @param chain where a chain has it; empty if none does
   */
  record RecordSettlement(
      TradeId trade, SettlementState state, int failCode, Optional<ChainFacts> chain)
      implements WorldCommand {
    /** Of a rail without a chain, or before a transaction is sent. */
    public RecordSettlement(TradeId trade, SettlementState state, int failCode) {
      this(trade, state, failCode, Optional.empty());
    }
  }

  /**
   * Settlement needs the parties: {@link Job.Settle}.
   *
   * @param task sealed, in hex
   */
  record AskParties(String task) implements WorldCommand {}

  /** Time has passed: whatever is due is done. */
  record AdvanceTime() implements WorldCommand {}
}
