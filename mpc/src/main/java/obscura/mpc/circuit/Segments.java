package obscura.mpc.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The public part of a quicksort in which all segments of a level are compared at once: which lanes
 * are to be compared, and where they go then. Nothing here is secret.
 */
final class Segments {
  private record Segment(int from, int count) {}

  private final int[] order;
  private final int pivots;
  private final int shortest;
  private List<Segment> open = new ArrayList<>();
  private int[] left = {};
  private int[] right = {};
  private int pairs;

  /**
   * A single segment.
   *
   * @param order the lanes' numbers, sorted in place
   * @param pivots by which a segment is parted; they are its first lanes, so their order must be
   *     random
   * @param shortest a segment of so many lanes is sorted by all its pairs; more than the pivots
   */
  Segments(int[] order, int pivots, int shortest) {
    this.order = order;
    this.pivots = pivots;
    this.shortest = shortest;
    if (order.length > 1) {
      open.add(new Segment(0, order.length));
    }
  }

  /** Lists the pairs of the next level; false if all is sorted. */
  boolean next() {
    pairs = 0;
    for (Segment segment : open) {
      int heads = heads(segment);
      reserve(pairs + heads * segment.count());
      for (int p = 0; p < heads; p++) {
        for (int k = p + 1; k < segment.count(); k++) {
          left[pairs] = order[segment.from() + p];
          right[pairs] = order[segment.from() + k];
          pairs++;
        }
      }
    }
    return pairs > 0;
  }

  private void reserve(int count) {
    if (left.length < count) {
      left = Arrays.copyOf(left, 2 * count);
      right = Arrays.copyOf(right, 2 * count);
    }
  }

  /** How many of a segment's first lanes are compared with all lanes behind them. */
  private int heads(Segment segment) {
    return segment.count() <= shortest ? segment.count() : pivots;
  }

  /** Pairs of this level. */
  int pairs() {
    return pairs;
  }

  /** A lane of each pair. */
  int[] left() {
    return left;
  }

  /** The other lane of each pair. */
  int[] right() {
    return right;
  }

  /**
   * Moves the lanes.
   *
   * @param less a bit for each pair, whether its left lane is lower
   */
  void part(long[] less) {
    List<Segment> rest = new ArrayList<>();
    int at = 0;
    for (Segment segment : open) {
      int heads = heads(segment);
      int[] ranks = new int[segment.count()];
      for (int p = 0; p < heads; p++) {
        for (int k = p + 1; k < segment.count(); k++, at++) {
          boolean leftIsLower = (less[at >>> 6] >>> at & 1) == 1;
          ranks[leftIsLower ? k : p] += leftIsLower || k < heads ? 1 : 0;
        }
      }
      move(segment, ranks, heads, rest);
    }
    open = rest;
  }

  /**
   * Lanes between two pivots go between them.
   *
   * @param ranks how many of the pivots are lower, for each lane
   */
  private void move(Segment segment, int[] ranks, int heads, List<Segment> rest) {
    int[] lanes = Arrays.copyOfRange(order, segment.from(), segment.from() + segment.count());
    int[] size = new int[heads + 1];
    for (int k = heads; k < lanes.length; k++) {
      size[ranks[k]]++;
    }
    int[] start = new int[heads + 1];
    int at = segment.from();
    for (int rank = 0; rank <= heads; rank++) {
      start[rank] = at;
      if (size[rank] > 1) {
        rest.add(new Segment(at, size[rank]));
      }
      at += size[rank] + 1;
    }
    for (int k = 0; k < heads; k++) {
      order[start[ranks[k]] + size[ranks[k]]] = lanes[k];
    }
    for (int k = heads; k < lanes.length; k++) {
      order[start[ranks[k]]++] = lanes[k];
    }
  }
}
