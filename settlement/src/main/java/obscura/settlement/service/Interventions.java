package obscura.settlement.service;

import java.time.InstantSource;
import java.util.Optional;
import obscura.domain.TradeId;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.TradeEntry;
import obscura.settlement.service.core.TradeRules;
import obscura.settlement.service.core.TradeState;
import obscura.settlement.service.port.SettlementStore;

/**
 * What people do to single trades. {@link #cancel} and {@link #retry} on the thread that ticks;
 * {@link #batch} on any.
 */
public final class Interventions {
  private final SettlementStore store;
  private final TradeRules rules;
  private final InstantSource clock;

  Interventions(SettlementStore store, TradeRules rules, InstantSource clock) {
    this.store = store;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Gives a trade up that is in no batch; any other is left as it is, since only the chain decides
   * about it. The parties are told FAILED without a code.
   *
   * @return how far the trade was; it was given up if that is INITIATED. Empty if it is unknown
   */
  public Optional<TradeState> cancel(TradeId id) {
    Optional<TradeEntry> trade = store.trade(id);
    trade
        .filter(found -> !found.state().isBeyondReturn())
        .map(found -> rules.refused(found, FailCode.NONE))
        .ifPresent(refused -> store.save(refused, rules.outside(refused)));
    return trade.map(TradeEntry::state);
  }

  /**
   * Takes a trade up again that was rolled back: its batch's deadline is final and the contract
   * does not know it. A trade in any other state is left as it is. The parties have been told.
   *
   * @param number of the retry; it rises, and what comes with one that was used changes nothing
   * @return how far the trade is now; empty if it is unknown
   */
  public Optional<TradeState> retry(TradeId id, long number) {
    store.reopen(id, number, clock.instant());
    return store.trade(id).map(TradeEntry::state);
  }

  /** The batch that a trade is or was last in. */
  public Optional<Batch> batch(TradeId id) {
    return store
        .trade(id)
        .filter(trade -> trade.batch().isPresent())
        .flatMap(trade -> store.batch(trade.batch().getAsLong()));
  }
}
