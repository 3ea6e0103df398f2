package obscura.dropcopy.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import obscura.dropcopy.record.StoredRecord;

/** Which records are wanted: all conditions must hold; none means all records. Immutable. */
public final class RecordQuery {
  private static final RecordQuery ALL = new RecordQuery(List.of());

  private final List<Condition> conditions;

  private RecordQuery(List<Condition> conditions) {
    this.conditions = conditions;
  }

  public static RecordQuery all() {
    return ALL;
  }

  /** Of this trade date, UTC. */
  public RecordQuery day(LocalDate date) {
    return from(date.atStartOfDay().toInstant(ZoneOffset.UTC))
        .before(date.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  /** At this time or later. */
  public RecordQuery from(Instant at) {
    return with("at_nanos >= ?", StoredRecord.epochNanos(at));
  }

  /** Earlier than this time. */
  public RecordQuery before(Instant at) {
    return with("at_nanos < ?", StoredRecord.epochNanos(at));
  }

  public RecordQuery kind(String kind) {
    return with("kind = ?", kind);
  }

  public RecordQuery participant(String participant) {
    return with("participant = ?", participant);
  }

  public RecordQuery firm(String firm) {
    return with("firm = ?", firm);
  }

  public RecordQuery execId(String id) {
    return with("exec_id = ?", id);
  }

  public RecordQuery orderId(String id) {
    return with("order_id = ?", id);
  }

  public RecordQuery clientId(String id) {
    return with("client_id = ?", id);
  }

  public RecordQuery requestId(String id) {
    return with("request_id = ?", id);
  }

  public RecordQuery tradeId(String id) {
    return with("trade_id = ?", id);
  }

  List<Condition> conditions() {
    return conditions;
  }

  private RecordQuery with(String condition, Object value) {
    return new RecordQuery(
        Stream.concat(conditions.stream(), Stream.of(new Condition(condition, value))).toList());
  }

  /** SQL with one placeholder, and its value. */
  record Condition(String sql, Object value) {}
}
