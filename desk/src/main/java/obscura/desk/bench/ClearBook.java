package obscura.desk.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import obscura.domain.Side;
import obscura.domain.TimeInForce;

/**
 * The matching rules of the rules of engagement 4.5 in the clear and as plainly as possible: what
 * the confidential book is held against. Quantities in lots, prices in ticks. What the limit of
 * match passes leaves of an order that rests is swept before the next order comes, so the limit
 * shows only where nothing rests. One thread.
 */
final class ClearBook {
  /** Contras that one job meets, where the parties' roster says nothing else. */
  private static final int PASSES = 16;

  /** An order as entered. */
  record Terms(String symbol, Side side, long lots, long ticks, long minLots) {}

  /** One execution of the incoming order. */
  record Fill(String contra, long lots, long ticks) {}

  /**
   * What became of an incoming order.
   *
   * @param rests the remainder is in the book
   */
  record Outcome(List<Fill> fills, boolean rests) {}

  private static final class Row {
    private final String id;
    private final String firm;
    private final Terms terms;
    private final long arrival;
    private long rest;

    Row(String id, String firm, Terms terms, long arrival, long rest) {
      this.id = id;
      this.firm = firm;
      this.terms = terms;
      this.arrival = arrival;
      this.rest = rest;
    }

    boolean isBuy() {
      return terms.side() == Side.BUY;
    }

    long smallest() {
      return Math.min(terms.minLots(), rest);
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private long arrivals;

  /** Orders that rest, oldest first. */
  List<String> resting() {
    return rows.stream().map(row -> row.id).toList();
  }

  /** What is left of a resting order, in lots. */
  long rest(String id) {
    return row(id).rest;
  }

  String firm(String id) {
    return row(id).firm;
  }

  Terms terms(String id) {
    return row(id).terms;
  }

  Outcome enter(String id, String firm, Terms terms, TimeInForce lifetime) {
    return match(new Row(id, firm, terms, ++arrivals, terms.lots()), lifetime);
  }

  void cancel(String id) {
    rows.remove(row(id));
  }

  /**
   * Changes quantity (the new total) and limit. Priority stays only if nothing but the quantity
   * goes down; a total that is filled already ends the order.
   */
  Outcome replace(String id, String newId, long lots, long ticks) {
    Row old = row(id);
    rows.remove(old);
    long filled = old.terms.lots() - old.rest;
    if (lots <= filled) {
      return new Outcome(List.of(), false);
    }
    long arrival = ++arrivals;
    boolean keeps = ticks == old.terms.ticks() && lots <= old.terms.lots();
    Terms terms = new Terms(old.terms.symbol(), old.terms.side(), lots, ticks, old.terms.minLots());
    Row changed = new Row(newId, old.firm, terms, keeps ? old.arrival : arrival, lots - filled);
    return match(changed, TimeInForce.DAY);
  }

  private Row row(String id) {
    return rows.stream().filter(row -> row.id.equals(id)).findFirst().orElseThrow();
  }

  private Outcome match(Row in, TimeInForce lifetime) {
    List<Row> met = new ArrayList<>();
    List<Fill> fills = new ArrayList<>();
    for (Optional<Row> best = best(in, met); best.isPresent(); best = best(in, met)) {
      Row contra = best.get();
      met.add(contra);
      long lots = Math.min(in.rest, contra.rest);
      fills.add(new Fill(contra.id, lots, (in.terms.ticks() + contra.terms.ticks()) / 2));
      in.rest -= lots;
      if (lifetime != TimeInForce.DAY && met.size() == PASSES) {
        break;
      }
    }
    if (lifetime == TimeInForce.FILL_OR_KILL && in.rest > 0) {
      return new Outcome(List.of(), false);
    }
    for (int k = 0; k < met.size(); k++) {
      met.get(k).rest -= fills.get(k).lots();
    }
    rows.removeIf(row -> row.rest == 0);
    boolean rests = in.rest > 0 && lifetime == TimeInForce.DAY;
    if (rests) {
      rows.add(in);
    }
    return new Outcome(fills, rests);
  }

  private Optional<Row> best(Row in, List<Row> met) {
    if (in.rest == 0) {
      return Optional.empty();
    }
    Comparator<Row> price = Comparator.comparingLong(row -> row.terms.ticks());
    return rows.stream()
        .filter(row -> !met.contains(row) && canMeet(in, row))
        .min((in.isBuy() ? price : price.reversed()).thenComparingLong(row -> row.arrival));
  }

  private static boolean canMeet(Row in, Row row) {
    long apart = in.terms.ticks() - row.terms.ticks();
    long lots = Math.min(in.rest, row.rest);
    return in.terms.symbol().equals(row.terms.symbol())
        && in.isBuy() != row.isBuy()
        && !in.firm.equals(row.firm)
        && (in.isBuy() ? apart >= 0 : apart <= 0)
        && lots >= in.smallest()
        && lots >= row.smallest();
  }
}
