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

/**
 * The resting orders as a bit-sliced table for the circuits: a lane is an order, lanes stand in the
 * order of arrival, so that the lowest lane has time priority. Which lanes are in use, their
 * handles, firms and arrivals are public. Lanes of orders that left stay empty until the table is
 * packed.
 */
final class Book {
  /** Rows of the table, in blocks. */
  static final int INSTRUMENT = 0;

  static final int PRICE = 64;
  static final int REST = 128;
  static final int MINIMUM = 192;
  static final int SIDE = 256;
  private static final int ROWS = 257;

  private record Lane(Handle handle, String firm, long arrival) {}

  private final List<Lane> lanes = new ArrayList<>();
  private final Map<Handle, Integer> places = new HashMap<>();
  private final BitSet used = new BitSet();
  private final Map<String, BitSet> lanesOfFirms = new HashMap<>();
  private Bits table = new Bits(ROWS, 0);

  /** Lanes in the table, also empty ones. */
  int lanes() {
    return lanes.size();
  }

  int words() {
    return table.words();
  }

  /** A block of 64 rows, or the single row of sides. */
  Bits field(int block) {
    return table.rows(block, block == SIDE ? 1 : 64);
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
    return Arrays.copyOf(others.toLongArray(), table.words());
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
    table = new Bits(ROWS, Bits.wordsFor(orders.size()));
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
    if (Bits.wordsFor(lanes.size()) > table.words()) {
      table = Bits.beside(table, new Bits(ROWS, Bits.wordsFor(lanes.size()) - table.words()));
    }
  }

  private void write(int lane, Resting order, Secret secret) {
    table.setLane(INSTRUMENT, lane, 64, secret.get(Secret.INSTRUMENT));
    table.setLane(PRICE, lane, 64, secret.get(Secret.PRICE));
    table.setLane(REST, lane, 64, order.rest());
    table.setLane(MINIMUM, lane, 64, secret.get(Secret.MINIMUM));
    table.setLane(SIDE, lane, 1, secret.get(Secret.FLAGS));
  }
}
