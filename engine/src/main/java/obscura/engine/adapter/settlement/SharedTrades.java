package obscura.engine.adapter.settlement;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.engine.core.Trade;
import obscura.engine.port.Directory;
import obscura.engine.port.RevealRefusedException;
import obscura.engine.port.Secrets;
import obscura.engine.port.Terms;
import obscura.settlement.service.core.Instruction;
import obscura.settlement.service.core.SharedInstruction;

/**
 * Trades for an office that works on shares: instrument and side, from the terms of a side that the
 * rail may read. Quantity and price of the fill stay with the parties.
 */
final class SharedTrades implements TradeReading {
  private final Secrets secrets;
  private final Directory directory;

  SharedTrades(Secrets secrets, Directory directory) {
    this.secrets = secrets;
    this.directory = directory;
  }

  @Override
  public Optional<Instruction> of(Trade trade) {
    for (int side = 0; side < trade.sides().size(); side++) {
      Optional<Terms> terms = reveal(trade.sides().get(side));
      if (terms.isPresent()) {
        return Optional.of(instruction(trade, terms.get(), side));
      }
    }
    return Optional.empty();
  }

  private Optional<Terms> reveal(Trade.Leg side) {
    try {
      return Optional.of(
          secrets.reveal(List.of(side.terms()), Secrets.SETTLEMENT).join().getFirst());
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RevealRefusedException) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  /** The first side is the one whose order was matched with the other: the fill is its own. */
  private Instruction instruction(Trade trade, Terms terms, int side) {
    Instrument instrument = directory.instrument(terms.instrument()).orElseThrow();
    boolean ownerSells = (side == 0) == terms.sells();
    ParticipantId owner = trade.sides().get(0).participant();
    ParticipantId other = trade.sides().get(1).participant();
    return new SharedInstruction(
        trade.id(),
        instrument.chain(),
        ownerSells ? other : owner,
        ownerSells ? owner : other,
        new SharedInstruction.Market(terms.instrument(), instrument.base(), instrument.quote()),
        trade.fill(),
        ownerSells);
  }
}
