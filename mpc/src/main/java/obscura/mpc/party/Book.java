package obscura.mpc.party;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import obscura.mpc.api.Handle;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/**
 * The resting orders as two bit-sliced tables for the circuits: a lane is an order, lanes stand in
 * the order of arrival, so that the lowest lane has time priority. Which lanes are in use, their
 * handles, firms and arrivals are public. Lanes of orders that left stay empty until the tables are
 * packed.
 */
final class Book {
  /** Prices and quantities are below 2^62. */
  static final int LIMIT_BITS = 62;

  static final int INSTRUMENT_BITS = 16;

  /** The row of {@link #subjects} above the instrument's bits. */
  static final int SIDE = INSTRUMENT_BITS;

  /** The place among the limits of the price, complemented if it sells: the highest is best. */
  static final int KEY = 0;

  /** Of the smallest fill it takes. */
  static final int MINIMUM = 1;

  /** Of what is open. */
  static final int REST = 2;

  static final int LIMITS = 3;

  private record Lane(Handle handle, String firm, long arrival) {}

  private final List<Lane> lanes = new ArrayList<>();
  private final Map<Handle, Integer> places = new HashMap<>();
  private final BitSet used = new BitSet();
  private final Map<String, BitSet> lanesOfFirms = new HashMap<>();
  private Bits subjects = new Bits(SIDE + 1, 0);
  private Bits limits = new Bits(LIMIT_BITS, 0);

  /** Lanes in the tables, also empty ones. */
  int lanes() {
    return lanes.size();
  }

  int words() {
    return subjects.words();
  }

  /** What is traded: the bits of the instrument, and the side. */
  Bits subjects() {
    return subjects;
  }

  /** All limits, side by side. */
  Bits limits() {
    return limits;
  }

  Bits limit(int limit) {
    return limits.columns(limit * words(), words());
  }

  Handle handle(int lane) {
    return lanes.get(lane).handle();
  }

  /** One bit for each lane: in use, and by another firm. */
  long[] lanesOfOthers(String firm) {
    BitSet others = (BitSet) used.clone();
    BitSet own = lanesOfFirms.get(firm);
    if (own != null) {
      others.andNot(own);
    }
    return Arrays.copyOf(others.toLongArray(), words());
  }

  /** How many orders rest that are another firm's. */
  int countOfOthers(String firm) {
    BitSet own = lanesOfFirms.get(firm);
    return used.cardinality() - (own == null ? 0 : own.cardinality());
  }

  private void mark(int lane, String firm, boolean inUse) {
    used.set(lane, inUse);
    lanesOfFirms.computeIfAbsent(firm, name -> new BitSet()).set(lane, inUse);
  }

  /** Empties the order's lane; false if the table must be rebuilt instead. */
  boolean remove(Handle handle) {
    Integer place = places.remove(handle);
    if (place != null) {
      mark(place, lanes.get(place).firm(), false);
    }
    return places.size() * 2 + 64 >= lanes.size();
  }

  /** Writes an order's lane; false if the table must be rebuilt, because it belongs in between. */
  boolean put(Handle handle, Resting order, Secret secret) {
    Integer place = places.get(handle);
    if (place == null) {
      place = placeFor(order.arrival());
      if (place < 0) {
        return false;
      }
      Lane lane = new Lane(handle, order.firm(), order.arrival());
      if (place == lanes.size()) {
        lanes.add(lane);
      } else {
        lanes.set(place, lane);
      }
      places.put(handle, place);
      mark(place, order.firm(), true);
      grow();
    }
    write(place, order, secret);
    return true;
  }

  void rebuild(Map<Handle, Resting> orders, Map<Handle, Secret> secrets) {
    lanes.clear();
    places.clear();
    used.clear();
    lanesOfFirms.clear();
    allocate(Bits.wordsFor(orders.size()));
    List<Map.Entry<Handle, Resting>> sorted = new ArrayList<>(orders.entrySet());
    sorted.sort(Comparator.comparingLong(e -> e.getValue().arrival()));
    for (Map.Entry<Handle, Resting> order : sorted) {
      Secret secret = secrets.get(order.getKey());
      if (secret == null) {
        throw new IllegalStateException("the order " + order.getKey() + " has no shares");
      }
      places.put(order.getKey(), lanes.size());
      lanes.add(new Lane(order.getKey(), order.getValue().firm(), order.getValue().arrival()));
      mark(lanes.size() - 1, order.getValue().firm(), true);
      write(lanes.size() - 1, order.getValue(), secret);
    }
  }

  /** The end, or the empty lane of an order with the same arrival; -1 if in between. */
  private int placeFor(long arrival) {
    if (lanes.isEmpty() || lanes.getLast().arrival() < arrival) {
      return lanes.size();
    }
    int low = 0;
    int high = lanes.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lanes.get(middle).arrival() < arrival) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    boolean free = lanes.get(low).arrival() == arrival && !used.get(low);
    return free ? low : -1;
  }

  private void grow() {
    int before = words();
    if (Bits.wordsFor(lanes.size()) > before) {
      Bits oldSubjects = subjects;
      Bits oldLimits = limits;
      allocate(Bits.wordsFor(lanes.size()));
      subjects.columns(0, before).set(oldSubjects);
      for (int k = 0; k < LIMITS; k++) {
        limits.columns(k * words(), before).set(oldLimits.columns(k * before, before));
      }
    }
  }

  private void allocate(int words) {
    subjects = new Bits(SIDE + 1, words);
    limits = new Bits(LIMIT_BITS, LIMITS * words);
  }

  private void write(int lane, Resting order, Secret secret) {
    subjects.setLane(0, lane, INSTRUMENT_BITS, secret.get(Secret.INSTRUMENT));
    subjects.setLane(SIDE, lane, 1, secret.side());
    write(KEY, lane, secret.get(Secret.PRICE).xor(secret.side().spread()));
    write(MINIMUM, lane, order.minimum());
    write(REST, lane, order.rest());
  }

  private void write(int limit, int lane, Word value) {
    limit(limit).setLane(0, lane, LIMIT_BITS, value);
  }
}
