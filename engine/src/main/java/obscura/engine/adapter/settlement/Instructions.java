package obscura.engine.adapter.settlement;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.Instrument;
import obscura.engine.core.Trade;
import obscura.engine.port.Directory;
import obscura.engine.port.RevealRefusedException;
import obscura.engine.port.Secrets;
import obscura.engine.port.Terms;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.Instruction;

/** What a trade moves, from values that the parties reveal to a rail that may read them. */
final class Instructions implements TradeReading {
  private final Secrets secrets;
  private final Directory directory;

  Instructions(Secrets secrets, Directory directory) {
    this.secrets = secrets;
    this.directory = directory;
  }

  @Override
  public Optional<Instruction> of(Trade trade) {
    return find(trade)
        .map(found -> new ChainInstruction(found.instruction(), found.chain(), Optional.empty()));
  }

  /** An instruction and the chain of its instrument. */
  record Found(TradeInstruction instruction, String chain) {}

  /**
   * The trade's legs in tokens; empty if neither side lets the rail read its order.
   *
   * @throws CompletionException if the parties do not answer
   */
  Optional<Found> find(Trade trade) {
    for (int side = 0; side < trade.sides().size(); side++) {
      Optional<List<Terms>> revealed = reveal(trade.fill(), trade.sides().get(side).terms());
      if (revealed.isPresent()) {
        return Optional.of(instruction(trade, revealed.get(), side));
      }
    }
    return Optional.empty();
  }

  private Optional<List<Terms>> reveal(Handle fill, Handle terms) {
    try {
      return Optional.of(secrets.reveal(List.of(fill, terms), Secrets.SETTLEMENT).join());
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RevealRefusedException) {
        return Optional.empty();
      }
      throw failed;
    }
  }

  private Found instruction(Trade trade, List<Terms> revealed, int side) {
    Terms fill = revealed.get(0);
    Terms order = revealed.get(1);
    Instrument instrument = directory.instrument(order.instrument()).orElseThrow();
    List<FirmId> firms = new ArrayList<>(trade.sides().stream().map(Trade.Leg::firm).toList());
    FirmId own = firms.remove(side);
    FirmId other = firms.get(0);
    BigDecimal base = instrument.quantity(fill.lots());
    TradeInstruction instruction =
        new TradeInstruction(
            trade.id(),
            order.sells() ? other : own,
            order.sells() ? own : other,
            instrument.base(),
            instrument.quote(),
            base,
            base.multiply(instrument.price(fill.ticks())));
    return new Found(instruction, instrument.chain());
  }
}
