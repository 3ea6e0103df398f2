package obscura.dropcopy.report;

import java.time.Instant;
import java.util.Optional;

/**
 * One side of a trade: a line of the daily report.
 *
 * @param values what was traded; empty without a key that opens it
 * @param settlementState the last one known; empty if none was recorded
 */
public record TradeSide(
    String tradeId,
    String execId,
    Instant at,
    String participant,
    String firm,
    Optional<TradeValues> values,
    String privacyLevel,
    String settlementState,
    String orderId,
    String clientId) {
  TradeSide withSettlementState(String state) {
    return new TradeSide(
        tradeId, execId, at, participant, firm, values, privacyLevel, state, orderId, clientId);
  }
}
