package obscura.mpc.bench;

import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Vector;

/** Orders for an engine whose book holds sells that no bid of these reaches. One thread. */
final class Orders {
  static final long INSTRUMENT = 1;
  private static final long FAR_ABOVE = 5_000;
  private static final int PRICES = 100;
  private static final int FIRMS = 7;
  private static final long MEETING = 3_000;
  private static final long FAR_BELOW = 1_000;
  private static final long LOTS = 5;

  private final MpcEngine engine;
  private long job;
  private long records;
  private boolean buys;

  Orders(MpcEngine engine) {
    this.engine = engine;
    this.job = engine.executed();
    this.records = 1_000 * job;
  }

  /** Adds resting sells; then one bid rests at the price where the others meet. */
  void fill(int count) {
    for (int k = 0; k < count; k++) {
      add(put("R" + k % FIRMS, 1, LOTS, FAR_ABOVE + k % PRICES, Lifetime.RESTS));
    }
    require(add(put("A", 0, LOTS, MEETING, Lifetime.RESTS)), 0, true);
  }

  /** An order that meets nobody and does not rest, ready to be executed. */
  Runnable missing() {
    Handle order = put("A", 0, LOTS, FAR_BELOW, Lifetime.IMMEDIATE_OR_CANCEL);
    return () -> require(add(order), 0, false);
  }

  /**
   * An order of twice what rests at its price, ready to be executed: it fills that one wholly, and
   * its own rest rests instead, for the next to meet from the other side.
   */
  Runnable filling() {
    String firm = buys ? "A" : "B";
    Handle order = put(firm, buys ? 0 : 1, 2 * LOTS, MEETING, Lifetime.RESTS);
    buys = !buys;
    return () -> require(add(order), 1, true);
  }

  private static void require(Outcome.Matched outcome, int fills, boolean rests) {
    if (!outcome.valid() || outcome.fills().size() != fills || outcome.resting() != rests) {
      throw new IllegalStateException("the engine answers " + outcome);
    }
  }

  private Handle put(String owner, int side, long lots, long price, Lifetime lifetime) {
    Vector vector = Vector.input(INSTRUMENT, side, lots, price, 0, 0);
    long message = ++records;
    Origin origin =
        new Origin(
            owner,
            owner,
            message,
            System.currentTimeMillis(),
            "B" + message,
            0,
            false,
            new Purpose.Order(lifetime));
    return engine.put(new Input(origin, vector)).join();
  }

  private Outcome.Matched add(Handle order) {
    Outcome outcome = engine.execute(new Job.AddOrder(++job, order)).join();
    if (outcome instanceof Outcome.Matched matched) {
      return matched;
    }
    throw new IllegalStateException("the engine answers " + outcome);
  }
}
