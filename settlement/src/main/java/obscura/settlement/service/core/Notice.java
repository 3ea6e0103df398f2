package obscura.settlement.service.core;

import java.util.Optional;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;

/**
 * What the parties to a trade are told, in the fields of rules of engagement 5.2.
 *
 * @param state SettlState(20030); may be the same again with more confirmations or another
 *     transaction
 * @param transaction SettlTxID(20031)
 * @param place SettlBlock(20032) and SettlConfirms(20033), 0 before it is included
 * @param needed SettlConfirmsNeeded(20034)
 * @param deadlineSeconds SettlDeadline(20035), since 1970; 0 if it is in no batch
 * @param reason SettlFailCode(20036)
 * @param contract SettlContract(20037)
 */
public record Notice(
    TradeId trade,
    SettlementState state,
    Optional<Bytes> transaction,
    Place place,
    long needed,
    long deadlineSeconds,
    FailCode reason,
    String contract) {
  /** Block and confirmations. */
  public record Place(long block, long confirmations) {
    /** In no block. */
    public static final Place NONE = new Place(0, 0);
  }
}
