package obscura.settlement.service.core;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.domain.TradeId;
import obscura.settlement.core.Leg;
import obscura.settlement.core.TradeInstruction;

/**
 * A trade to be settled on a chain, whose amounts may be read.
 *
 * @param trade both legs
 * @param chain CAIP-2 id
 * @param makerFee what the maker gets besides
 */
public record ChainInstruction(TradeInstruction trade, String chain, Optional<MakerFee> makerFee)
    implements Instruction {
  @Override
  public TradeId id() {
    return trade.trade();
  }

  /** Everything that moves: base, quote, fee. */
  public List<Leg> transfers() {
    return Stream.concat(
            Stream.of(trade.baseLeg(), trade.quoteLeg()),
            makerFee.stream().map(f -> new Leg(f.payer(), f.maker(), f.token(), f.amount())))
        .toList();
  }

  /** Shows no amounts. */
  @Override
  public String toString() {
    return "instruction of trade " + id() + " on " + chain;
  }
}
