package obscura.settlement.service.core;

import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.TradeId;

/**
 * A trade whose amounts the three parties share and nobody here knows. They find out by themselves
 * whether instrument and side are the fill's.
 *
 * @param chain CAIP-2 id
 * @param buyer who gets base tokens, by the name that the parties know
 * @param seller who gets quote tokens
 * @param market what is traded
 * @param fill the parties' name of quantity and price
 * @param ownerSells whether the owner of the fill, not its reader, is the seller
 */
public record SharedInstruction(
    TradeId id,
    String chain,
    ParticipantId buyer,
    ParticipantId seller,
    Market market,
    Handle fill,
    boolean ownerSells)
    implements Instruction {
  /**
   * An instrument and its tokens by their names.
   *
   * @param instrument its number with the parties
   */
  public record Market(long instrument, String base, String quote) {}

  /** Shows trade and chain. */
  @Override
  public String toString() {
    return "shared instruction of trade " + id + " on " + chain;
  }
}
