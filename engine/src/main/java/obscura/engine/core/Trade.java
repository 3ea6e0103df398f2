package obscura.engine.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.RfqId;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;

/**
 * A trade of two sides and where its settlement stands.
 *
 * @param fill quantity and price, readable by both sides
 * @param privacy the stricter of the two sides' levels
 * @param rfq the request it came from; empty for the dark pool
 * @param chain where a chain has the settlement; empty if none does
 */
public record Trade(
    TradeId id,
    Instant at,
    Handle fill,
    PrivacyLevel privacy,
    Optional<RfqId> rfq,
    List<Leg> sides,
    SettlementState settlement,
    int failCode,
    long reports,
    Optional<ChainFacts> chain) {
  /**
   * One side.
   *
   * @param terms its order, accept or quote: tells the instrument and, to its owner, the side
   * @param exec ExecID(17) of its fill report
   */
  public record Leg(
      ParticipantId participant,
      FirmId firm,
      OrderId order,
      ClientId clientId,
      Handle terms,
      ExecId exec) {}

  /** A trade that no chain knows. */
  public Trade(
      TradeId id,
      Instant at,
      Handle fill,
      PrivacyLevel privacy,
      Optional<RfqId> rfq,
      List<Leg> sides,
      SettlementState settlement,
      int failCode,
      long reports) {
    this(id, at, fill, privacy, rfq, sides, settlement, failCode, reports, Optional.empty());
  }

  /** The trade in another state of settlement, one report on. */
  public Trade settled(SettlementState state, int code, Optional<ChainFacts> where) {
    return new Trade(id, at, fill, privacy, rfq, sides, state, code, reports + 1, where);
  }

  /** TradeReportID(571) of report number {@code n}, from 0. */
  public String reportId(long n) {
    return id + "-" + n;
  }
}
