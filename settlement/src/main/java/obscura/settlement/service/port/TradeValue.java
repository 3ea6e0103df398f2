package obscura.settlement.service.port;

import java.math.BigInteger;
import java.util.Optional;
import obscura.settlement.service.core.Instruction;

/** What a trade is worth in the chain's own coin, for comparing fees with it. */
public interface TradeValue {
  /** In wei; empty if there is no rate. */
  Optional<BigInteger> wei(Instruction instruction);
}
