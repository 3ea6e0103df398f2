package obscura.mpc.embedded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Vector;

/** The matching rules of fix-roe.md 4.5 once more, in the clear and as plainly as possible. */
final class BookReference {
  record Fill(Handle contra, long quantity, long price, boolean contraDone) {}

  record Result(
      boolean valid,
      boolean ended,
      boolean kept,
      List<Fill> fills,
      boolean done,
      boolean resting) {}

  static final class Row {
    final Handle handle;
    final Vector vector;
    final String firm;
    final long arrival;
    long rest;

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

  static boolean isValid(Vector v, List<Long> enabled) {
    long top = 1L << 62;
    return v.quantity() > 0
        && v.quantity() < top
        && v.price() > 0
        && v.price() < top
        && Long.compareUnsigned(v.minQuantity(), v.quantity()) <= 0
        && (v.flags() & ~1L) == 0
        && v.fee() == 0
        && enabled.contains(v.instrument());
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
      return new Result(false, false, false, List.of(), false, false);
    }
    return match(new Row(handle, v, firm, arrival, v.quantity()), lifetime, false);
  }

  Result replace(Handle old, Handle handle, Vector v, long arrival, List<Long> enabled) {
    Optional<Row> found = find(old);
    if (found.isEmpty()
        || !isValid(v, enabled)
        || v.instrument() != found.get().vector.instrument()
        || v.flags() != found.get().vector.flags()) {
      return new Result(false, false, false, List.of(), false, false);
    }
    Row row = found.get();
    rows.remove(row);
    long filled = row.vector.quantity() - row.rest;
    if (v.quantity() <= filled) {
      return new Result(true, true, false, List.of(), true, false);
    }
    boolean kept =
        v.price() == row.vector.price()
            && v.minQuantity() == row.vector.minQuantity()
            && v.quantity() <= row.vector.quantity();
    Row fresh = new Row(handle, v, row.firm, kept ? row.arrival : arrival, v.quantity() - filled);
    return match(fresh, Lifetime.RESTS, kept);
  }

  private Result match(Row in, Lifetime lifetime, boolean kept) {
    List<Fill> fills = new ArrayList<>();
    List<Row> used = new ArrayList<>();
    long whole = in.rest;
    while (in.rest > 0) {
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
      long price = (in.vector.price() + contra.vector.price()) / 2;
      fills.add(new Fill(contra.handle, quantity, price, quantity == contra.rest));
      in.rest -= quantity;
    }
    boolean done = in.rest == 0;
    if (lifetime == Lifetime.FILL_OR_KILL && !done) {
      in.rest = whole;
      return new Result(true, false, kept, List.of(), false, false);
    }
    for (int k = 0; k < used.size(); k++) {
      used.get(k).rest -= fills.get(k).quantity();
    }
    rows.removeIf(r -> r.rest == 0);
    boolean rests = !done && lifetime == Lifetime.RESTS;
    if (rests) {
      rows.add(in);
    }
    return new Result(true, false, kept, fills, done, rests);
  }

  private static boolean canMeet(Row in, Row r) {
    boolean crosses =
        in.isBuy() ? in.vector.price() >= r.vector.price() : in.vector.price() <= r.vector.price();
    long quantity = Math.min(in.rest, r.rest);
    return in.vector.instrument() == r.vector.instrument()
        && in.isBuy() != r.isBuy()
        && !in.firm.equals(r.firm)
        && crosses
        && quantity >= in.minimum()
        && quantity >= r.minimum();
  }

  private static Comparator<Row> priority(Row in) {
    Comparator<Row> lowest = Comparator.comparingLong(r -> r.vector.price());
    return in.isBuy() ? lowest : lowest.reversed();
  }
}
