package obscura.engine.adapter.admin;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import obscura.domain.Instrument;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.Order;
import obscura.engine.core.Participant;
import obscura.engine.port.SessionLine;

/** What operators are shown of each thing, by name. An order's values are not among it. Pure. */
final class Rows {
  private Rows() {}

  static Map<String, Object> of(Participant p) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("participant", p.id().value());
    row.put("firm", p.firm().value());
    row.put("kind", p.kind().name());
    row.put("privacy", p.privacy().name());
    row.put("suspended", p.suspended());
    row.put("whitelisted", p.whitelisted());
    return row;
  }

  static Map<String, Object> of(Instrument i, boolean halted) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("number", i.number());
    row.put("symbol", i.symbol());
    row.put("chain", i.chain());
    row.put("assetId", i.assetId());
    row.put("tick", i.tick().toPlainString());
    row.put("lot", i.lot().toPlainString());
    row.put("pricing", i.pricing().name());
    row.put("halted", halted);
    return row;
  }

  static Map<String, Object> of(SessionLine s) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("participant", s.participant().value());
    row.put("kind", s.kind());
    row.put("firm", s.firm());
    row.put("loggedOn", s.loggedOn());
    row.put("barred", s.barred());
    row.put("since", time(s.since()));
    row.put("address", s.remoteAddress().orElse(""));
    row.put("nextSender", s.nextSender());
    row.put("nextTarget", s.nextTarget());
    return row;
  }

  static Map<String, Object> of(Order o) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("order", o.id().toString());
    row.put("participant", o.participant().value());
    row.put("firm", o.firm().value());
    row.put("clientId", o.clientId().value());
    row.put("type", o.quoted() ? "QUOTED" : "DARK");
    row.put("timeInForce", o.timeInForce().name());
    row.put("expires", time(o.expireTime()));
    row.put("privacy", o.privacy().name());
    row.put("status", o.status().name());
    row.put("handle", o.terms().toString());
    return row;
  }

  static Map<String, Object> of(AccessEvent.StatusTold s) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("at", s.at().toString());
    row.put("trading", s.halted() ? "HALTED" : "OPEN");
    row.put("mode", s.permissioned() ? "PERMISSIONED" : "PERMISSIONLESS");
    row.put("confidentialEngine", s.engineAvailable() ? "AVAILABLE" : "UNAVAILABLE");
    row.put("openOrders", s.openOrders());
    row.put("openRequests", s.openRequests());
    row.put("outstandingJobs", s.outstandingJobs());
    row.put("unsettledTrades", s.unsettledTrades());
    return row;
  }

  private static String time(Optional<Instant> time) {
    return time.map(Instant::toString).orElse("");
  }
}
