package obscura.dropcopy.store;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import obscura.dropcopy.record.StoredRecord;

/** Which records are wanted: all conditions must hold; none means all records. Immutable. */
public final class RecordQuery {
  private static final RecordQuery ALL = new RecordQuery(Map.of());

  private final Map<Term, Object> terms;

  private RecordQuery(Map<Term, Object> terms) {
    this.terms = terms;
  }

  /** What a condition is about; its name in lower case is its name in {@link #toMap}. */
  private enum Term {
    FROM("at_nanos >= ?"),
    BEFORE("at_nanos < ?"),
    KIND("kind = ?"),
    PARTICIPANT("participant = ?"),
    FIRM("firm = ?"),
    EXEC("exec_id = ?"),
    ORDER("order_id = ?"),
    CLIENT("client_id = ?"),
    REQUEST("request_id = ?"),
    TRADE("trade_id = ?");

    private static final Set<Term> TIMES = Set.of(FROM, BEFORE);

    private final String sql;

    Term(String sql) {
      this.sql = sql;
    }

    String title() {
      return name().toLowerCase(Locale.ROOT);
    }

    Object read(String text) {
      if (!TIMES.contains(this)) {
        return text;
      }
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException notNanos) {
        throw new IllegalArgumentException(title() + " is in nanoseconds since 1970", notNanos);
      }
    }

    /** One condition in place of two. */
    Object both(Object first, Object second) {
      if (this == FROM) {
        return Math.max((Long) first, (Long) second);
      }
      if (this == BEFORE) {
        return Math.min((Long) first, (Long) second);
      }
      if (first.equals(second)) {
        return first;
      }
      throw new IllegalArgumentException(title() + " is given twice");
    }
  }

  public static RecordQuery all() {
    return ALL;
  }

  /**
   * Inverse of {@link #toMap}.
   *
   * @throws IllegalArgumentException for a name that is none, or a time that is no number
   */
  public static RecordQuery of(Map<String, String> texts) {
    RecordQuery query = ALL;
    for (var entry : texts.entrySet()) {
      Term term = term(entry.getKey());
      query = query.with(term, term.read(entry.getValue()));
    }
    return query;
  }

  private static Term term(String name) {
    return Arrays.stream(Term.values())
        .filter(term -> term.title().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no records are found by '" + name + "'"));
  }

  /** The conditions as texts, by name. */
  public SortedMap<String, String> toMap() {
    SortedMap<String, String> texts = new TreeMap<>();
    terms.forEach((term, value) -> texts.put(term.title(), value.toString()));
    return texts;
  }

  /** Whether every record is wanted. */
  public boolean isAll() {
    return terms.isEmpty();
  }

  /** Of this trade date, UTC. */
  public RecordQuery day(LocalDate date) {
    return from(date.atStartOfDay().toInstant(ZoneOffset.UTC))
        .before(date.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
  }

  /** At this time or later. */
  public RecordQuery from(Instant at) {
    return with(Term.FROM, StoredRecord.epochNanos(at));
  }

  /** Earlier than this time. */
  public RecordQuery before(Instant at) {
    return with(Term.BEFORE, StoredRecord.epochNanos(at));
  }

  public RecordQuery kind(String kind) {
    return with(Term.KIND, kind);
  }

  public RecordQuery participant(String participant) {
    return with(Term.PARTICIPANT, participant);
  }

  public RecordQuery firm(String firm) {
    return with(Term.FIRM, firm);
  }

  public RecordQuery execId(String id) {
    return with(Term.EXEC, id);
  }

  public RecordQuery orderId(String id) {
    return with(Term.ORDER, id);
  }

  public RecordQuery clientId(String id) {
    return with(Term.CLIENT, id);
  }

  public RecordQuery requestId(String id) {
    return with(Term.REQUEST, id);
  }

  public RecordQuery tradeId(String id) {
    return with(Term.TRADE, id);
  }

  List<Condition> conditions() {
    return terms.entrySet().stream()
        .map(entry -> new Condition(entry.getKey().sql, entry.getValue()))
        .toList();
  }

  private RecordQuery with(Term term, Object value) {
    Map<Term, Object> all = new EnumMap<>(Term.class);
    all.putAll(terms);
    all.merge(term, value, term::both);
    return new RecordQuery(Collections.unmodifiableMap(all));
  }

  /** The conditions, for people. */
  @Override
  public String toString() {
    return toMap().entrySet().stream().map(Object::toString).collect(Collectors.joining(" "));
  }

  /** SQL with one placeholder, and its value. */
  record Condition(String sql, Object value) {}
}
