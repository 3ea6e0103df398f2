package obscura.mpc.bench;

import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Vector;

/** Orders for an engine whose book holds sells that no bid of these reaches. One thread. */
final class Orders {
  private static final long INSTRUMENT = 1;
  private static final long FAR_ABOVE = 5_000;
  private static final int PRICES = 100;
  private static final int FIRMS = 7;
  private static final long MEETING = 3_000;
  private static final long FAR_BELOW = 1_000;
  private static final long LOTS = 5;

  private final MpcEngine engine;
  private long job;
  private long arrival;
  private long records;
  private boolean buys;

  Orders(MpcEngine engine) {
    this.engine = engine;
    this.job = engine.executed();
    this.arrival = 1_000 * job;
    this.records = arrival;
  }

  /** Adds resting sells; then one bid rests at the price where the others meet. */
  void fill(int count) {
    for (int k = 0; k < count; k++) {
      add(put("R" + k % FIRMS, 1, LOTS, FAR_ABOVE + k % PRICES), "R" + k % FIRMS, Lifetime.RESTS);
    }
    require(add(put("A", 0, LOTS, MEETING), "A", Lifetime.RESTS), 0, true);
  }

  /** An order that meets nobody and does not rest, ready to be executed. */
  Runnable missing() {
    Handle order = put("A", 0, LOTS, FAR_BELOW);
    return () -> require(add(order, "A", Lifetime.IMMEDIATE_OR_CANCEL), 0, false);
  }

  /**
   * An order of twice what rests at its price, ready to be executed: it fills that one wholly, and
   * its own rest rests instead, for the next to meet from the other side.
   */
  Runnable filling() {
    String firm = buys ? "A" : "B";
    Handle order = put(firm, buys ? 0 : 1, 2 * LOTS, MEETING);
    buys = !buys;
    return () -> require(add(order, firm, Lifetime.RESTS), 1, true);
  }

  private static void require(Outcome.Matched outcome, int fills, boolean rests) {
    if (!outcome.valid() || outcome.fills().size() != fills || outcome.resting() != rests) {
      throw new IllegalStateException("the engine answers " + outcome);
    }
  }

  private Handle put(String owner, int side, long lots, long price) {
    Vector vector = Vector.input(INSTRUMENT, side, lots, price, 0, 0);
    return engine.put(new Input(owner, false, "bench " + records++, vector)).join();
  }

  private Outcome.Matched add(Handle order, String firm, Lifetime lifetime) {
    return (Outcome.Matched)
        engine
            .execute(new Job.AddOrder(++job, order, firm, ++arrival, lifetime, List.of(INSTRUMENT)))
            .join();
  }
}
