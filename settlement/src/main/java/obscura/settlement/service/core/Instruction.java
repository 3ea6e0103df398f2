package obscura.settlement.service.core;

import obscura.domain.TradeId;

/**
 * A trade to be settled on a chain: with its amounts, or, where the venue may not read them, with
 * the name under which the three parties have them.
 */
public sealed interface Instruction permits ChainInstruction, SharedInstruction {
  /** The trade. */
  TradeId id();

  /** CAIP-2 id. */
  String chain();
}
