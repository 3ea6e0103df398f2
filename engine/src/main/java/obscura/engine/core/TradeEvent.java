package obscura.engine.core;

import java.time.Instant;
import java.util.List;

/** What became of trades. */
public sealed interface TradeEvent extends VenueEvent {
  Instant at();

  Trade trade();

  /** Two sides dealt: the settlement instruction, and the first AE to each side. */
  record TradeAgreed(Instant at, Trade trade) implements TradeEvent {}

  /** Settlement moved on: AE replacing the last one. */
  record SettlementAdvanced(Instant at, Trade trade) implements TradeEvent {}

  /**
   * An operator has the settlement of a trade that was reclaimed tried again: AE replacing the last
   * one.
   *
   * @param trade as DROPPED; the number of its report tells this attempt from others
   */
  record SettlementRetried(Instant at, Trade trade) implements TradeEvent {}

  /**
   * Settlement failed for good: 8 with 150=H to both sides.
   *
   * @param firstExec ExecID of the first side's report
   * @param secondExec ExecID of the second side's report
   * @param orders both sides' orders as they stand after this, in the order of the sides; empty in
   *     logs that are older than this component
   */
  record TradeBusted(
      Instant at, Trade trade, ExecId firstExec, ExecId secondExec, List<Order> orders)
      implements TradeEvent {}
}
