package obscura.mpc.embedded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Vector;

/**
 * The matching rules of fix-roe.md 4.5 once more, in the clear and as plainly as possible, with
 * bands, reference prices, the limit of passes and sweeps.
 */
final class BookReference {
  record Fill(Handle contra, long quantity, long price, boolean contraDone) {}

  record Result(
      boolean valid,
      boolean ended,
      boolean kept,
      List<Fill> fills,
      boolean done,
      boolean resting,
      boolean unfinished) {
    static final Result REFUSED = new Result(false, false, false, List.of(), false, false, false);
  }

  /** What a sweep did; without a row if none was due. */
  record Swept(Optional<Handle> order, Result matched, boolean due) {}

  /** How an instrument is priced, and between which limits. */
  record Rule(boolean byReference, long lowest, long highest) {
    static final Rule OPEN = new Rule(false, 1, (1L << 62) - 1);
  }

  static final class Row {
    final Handle handle;
    final Vector vector;
    final String firm;
    final long arrival;
    long rest;
    long looked;

    Row(Handle handle, Vector vector, String firm, long arrival, long rest) {
      this.handle = handle;
      this.vector = vector;
      this.firm = firm;
      this.arrival = arrival;
      this.rest = rest;
    }

    boolean isBuy() {
      return vector.flags() == 0;
    }

    long minimum() {
      return Math.min(vector.minQuantity(), rest);
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private final Map<Long, Rule> rules;
  private final int passes;

  /** Of the instruments whose reference is fresh. */
  private final Map<Long, Long> references = new HashMap<>();

  private long lastReference;

  /** By the standard rules. */
  BookReference() {
    this(Map.of(), 16);
  }

  BookReference(Map<Long, Rule> rules, int passes) {
    this.rules = rules;
    this.passes = passes;
  }

  void setReference(long instrument, long ticks, long job) {
    if (!Objects.equals(references.put(instrument, ticks), ticks)) {
      lastReference = job;
    }
  }

  void loseReference(long instrument) {
    references.remove(instrument);
  }

  private Rule rule(Vector v) {
    return rules.getOrDefault(v.instrument(), Rule.OPEN);
  }

  boolean isValid(Vector v, List<Long> enabled) {
    long top = 1L << 62;
    return v.quantity() > 0
        && v.quantity() < top
        && v.price() > 0
        && v.price() < top
        && Long.compareUnsigned(v.minQuantity(), v.quantity()) <= 0
        && (v.flags() & ~1L) == 0
        && v.fee() == 0
        && enabled.contains(v.instrument())
        && v.price() >= rule(v).lowest()
        && v.price() <= rule(v).highest();
  }

  Optional<Row> find(Handle handle) {
    return rows.stream().filter(r -> r.handle.equals(handle)).findFirst();
  }

  List<Row> rows() {
    return rows;
  }

  boolean remove(Handle handle) {
    return rows.removeIf(r -> r.handle.equals(handle));
  }

  Result add(
      Handle handle, Vector v, String firm, long arrival, Lifetime lifetime, List<Long> enabled) {
    if (!isValid(v, enabled)) {
      return Result.REFUSED;
    }
    return match(new Row(handle, v, firm, arrival, v.quantity()), lifetime, false, arrival);
  }

  /** One sweep, as the job of that number. */
  Swept sweep(long job) {
    Optional<Row> first =
        rows.stream()
            .filter(this::isDue)
            .min(Comparator.<Row>comparingLong(r -> r.looked).thenComparingLong(r -> r.arrival));
    if (first.isEmpty()) {
      return new Swept(Optional.empty(), Result.REFUSED, false);
    }
    Row row = first.get();
    boolean more = rows.stream().anyMatch(r -> r != row && isDue(r));
    rows.remove(row);
    Result matched = match(row, Lifetime.RESTS, true, job);
    return new Swept(Optional.of(row.handle), matched, more || matched.unfinished());
  }

  private boolean isDue(Row row) {
    return row.looked == 0 || row.looked < lastReference;
  }

  Result replace(Handle old, Handle handle, Vector v, long arrival, List<Long> enabled) {
    Optional<Row> found = find(old);
    if (found.isEmpty()
        || !isValid(v, enabled)
        || v.instrument() != found.get().vector.instrument()
        || v.flags() != found.get().vector.flags()) {
      return Result.REFUSED;
    }
    Row row = found.get();
    rows.remove(row);
    long filled = row.vector.quantity() - row.rest;
    if (v.quantity() <= filled) {
      return new Result(true, true, false, List.of(), true, false, false);
    }
    boolean kept =
        v.price() == row.vector.price()
            && v.minQuantity() == row.vector.minQuantity()
            && v.quantity() <= row.vector.quantity();
    Row fresh = new Row(handle, v, row.firm, kept ? row.arrival : arrival, v.quantity() - filled);
    return match(fresh, Lifetime.RESTS, kept, arrival);
  }

  private Result match(Row in, Lifetime lifetime, boolean kept, long job) {
    List<Fill> fills = new ArrayList<>();
    List<Row> used = new ArrayList<>();
    long whole = in.rest;
    while (in.rest > 0 && used.size() < passes) {
      Optional<Row> best =
          rows.stream()
              .filter(r -> !used.contains(r))
              .filter(r -> canMeet(in, r))
              .min(priority(in).thenComparingLong(r -> r.arrival));
      if (best.isEmpty()) {
        break;
      }
      Row contra = best.get();
      used.add(contra);
      long quantity = Math.min(in.rest, contra.rest);
      long price =
          rule(in.vector).byReference()
              ? references.get(in.vector.instrument())
              : (in.vector.price() + contra.vector.price()) / 2;
      fills.add(new Fill(contra.handle, quantity, price, quantity == contra.rest));
      in.rest -= quantity;
    }
    boolean done = in.rest == 0;
    if (lifetime == Lifetime.FILL_OR_KILL && !done) {
      in.rest = whole;
      return new Result(true, false, kept, List.of(), false, false, false);
    }
    for (int k = 0; k < used.size(); k++) {
      used.get(k).rest -= fills.get(k).quantity();
    }
    rows.removeIf(r -> r.rest == 0);
    boolean rests = !done && lifetime == Lifetime.RESTS;
    boolean unfinished = rests && used.size() == passes;
    if (rests) {
      in.looked = unfinished ? 0 : job;
      rows.add(in);
    }
    return new Result(true, false, kept, fills, done, rests, unfinished);
  }

  private boolean crosses(Row in, Row r) {
    if (rule(in.vector).byReference()) {
      Long reference = references.get(in.vector.instrument());
      return reference != null && takes(in, reference) && takes(r, reference);
    }
    return takes(in, r.vector.price());
  }

  private static boolean takes(Row row, long price) {
    return row.isBuy() ? row.vector.price() >= price : row.vector.price() <= price;
  }

  private boolean canMeet(Row in, Row r) {
    long quantity = Math.min(in.rest, r.rest);
    return in.vector.instrument() == r.vector.instrument()
        && in.isBuy() != r.isBuy()
        && !in.firm.equals(r.firm)
        && crosses(in, r)
        && quantity >= in.minimum()
        && quantity >= r.minimum();
  }

  private static Comparator<Row> priority(Row in) {
    Comparator<Row> lowest = Comparator.comparingLong(r -> r.vector.price());
    return in.isBuy() ? lowest : lowest.reversed();
  }
}
