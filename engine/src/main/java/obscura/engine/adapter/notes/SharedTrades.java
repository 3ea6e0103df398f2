package obscura.engine.adapter.notes;

import java.util.Optional;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.engine.core.Trade;
import obscura.engine.port.Directory;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Settlement;
import obscura.settlement.service.core.SharedInstruction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instructions of trades whose amounts nobody here may read. Instrument and side, which the tokens
 * of the notes show on the chain, the parties tell; nothing else is asked. Any thread; blocks.
 */
public record SharedTrades(NoteParties parties, Directory directory) {
  private static final Logger LOG = LoggerFactory.getLogger(SharedTrades.class);

  /**
   * The trade's instruction; empty if the parties refuse, if their roster says of the instrument on
   * no chain that it settles there, or if it is not listed.
   *
   * @throws obscura.settlement.service.port.UnavailableException if the parties do not answer
   */
  public Optional<SharedInstruction> of(Trade trade) {
    obscura.domain.Handle fill = trade.fill();
    Handle asked = new Handle(fill.a(), fill.b(), fill.c(), fill.d());
    return switch (parties.run(new Settlement.TellMarket(asked))) {
      case Outcome.Settled(Settlement.Market market) ->
          listed(trade, market)
              .map(instrument -> instruction(trade, instrument, market.ownerSells()));
      case Outcome.Settled(Settlement.Told _) -> {
        LOG.error(
            "ALERT {} cannot settle: its instrument has no entry rail in the parties' roster",
            trade.id());
        yield Optional.empty();
      }
      case Outcome.Refused refused -> {
        LOG.error("ALERT the parties refuse to settle {}: {}", trade.id(), refused.rule());
        yield Optional.empty();
      }
      default -> throw new IllegalStateException("an answer to another task");
    };
  }

  private Optional<Instrument> listed(Trade trade, Settlement.Market market) {
    Optional<Instrument> instrument = directory.instrument(market.instrument());
    if (instrument.isEmpty()) {
      LOG.error("ALERT {} cannot settle: its instrument is not listed here", trade.id());
    }
    return instrument;
  }

  /** The fill is the first side's, who came to the other. */
  private static SharedInstruction instruction(
      Trade trade, Instrument instrument, boolean ownerSells) {
    ParticipantId owner = trade.sides().get(0).participant();
    ParticipantId reader = trade.sides().get(1).participant();
    return new SharedInstruction(
        trade.id(),
        instrument.chain(),
        ownerSells ? reader : owner,
        ownerSells ? owner : reader,
        new SharedInstruction.Market(instrument.number(), instrument.base(), instrument.quote()),
        trade.fill(),
        ownerSells);
  }
}
