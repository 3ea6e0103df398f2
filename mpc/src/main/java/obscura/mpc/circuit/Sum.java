package obscura.mpc.circuit;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Scratch;

/**
 * Adds and subtracts lane by lane, modulo 2^rows: parallel-prefix carries (Sklansky 1960), 1 +
 * log2(rows) rounds; many summands are first reduced to two by carry-save adders.
 */
public final class Sum {
  private Sum() {}

  public static Bits add(Gates gates, Bits x, Bits y) {
    return carry(gates, x, y, false);
  }

  /** x - y. */
  public static Bits subtract(Gates gates, Bits x, Bits y) {
    return carry(gates, x, gates.not(y), true);
  }

  /** The sum of all, each of the same shape. */
  public static Bits addAll(Gates gates, List<Bits> summands) {
    List<Bits> rest = saved(gates, summands);
    return rest.size() == 1 ? rest.get(0) : add(gates, rest.get(0), rest.get(1));
  }

  /** Two numbers at most that have the same sum; a round turns three into two. */
  static List<Bits> saved(Gates gates, List<Bits> summands) {
    List<Bits> rest = summands;
    while (rest.size() > 2) {
      rest = saveCarries(gates, rest);
    }
    return rest;
  }

  private static Bits carry(Gates gates, Bits x, Bits y, boolean carryIn) {
    int rows = x.rows();
    Scratch scratch = gates.scratch();
    Bits result = scratch.take(rows, x.words()).set(x).add(y);
    int mark = scratch.mark();
    Bits generate = gates.and(x, y);
    if (carryIn) {
      result.xorRow(0, generate, 0);
    }
    Bits propagate = scratch.take(rows, x.words()).set(result);
    for (int distance = 1; distance < rows; distance *= 2) {
      spread(gates, generate, propagate, distance);
    }
    result.rows(1, rows - 1).add(generate.rows(0, rows - 1));
    if (carryIn) {
      gates.flip(result, 0, 1);
    }
    scratch.release(mark);
    return result;
  }

  /** In each two neighbouring groups of rows the upper takes over the carry of the lower. */
  private static void spread(Gates gates, Bits generate, Bits propagate, int distance) {
    Scratch scratch = gates.scratch();
    int mark = scratch.mark();
    Bits left = scratch.take(generate.rows(), generate.words());
    Bits right = scratch.take(generate.rows(), generate.words());
    int count = 0;
    for (int row = distance; row < generate.rows(); row = after(row, distance)) {
      left.set(count, propagate, row);
      right.set(count++, generate, carrying(row, distance));
    }
    for (int row = 3 * distance; row < generate.rows(); row = after(row, distance)) {
      left.set(count, propagate, row);
      right.set(count++, propagate, carrying(row, distance));
    }
    Bits products = gates.and(left.rows(0, count), right.rows(0, count));
    count = 0;
    for (int row = distance; row < generate.rows(); row = after(row, distance)) {
      products.xorRow(count++, generate, row);
    }
    for (int row = 3 * distance; row < generate.rows(); row = after(row, distance)) {
      propagate.set(row, products, count++);
    }
    scratch.release(mark);
  }

  /** The next row in an upper group. */
  private static int after(int row, int distance) {
    return row + 1 | distance;
  }

  /** The highest row of the lower group. */
  private static int carrying(int row, int distance) {
    return (row & -2 * distance) + distance - 1;
  }

  /** One layer: every three summands become a sum and a carry. One round. */
  private static List<Bits> saveCarries(Gates gates, List<Bits> summands) {
    int triples = summands.size() / 3;
    Bits[] left = new Bits[triples];
    Bits[] right = new Bits[triples];
    for (int t = 0; t < triples; t++) {
      left[t] = summands.get(3 * t).xor(summands.get(3 * t + 2));
      right[t] = summands.get(3 * t + 1).xor(summands.get(3 * t + 2));
    }
    Bits products = gates.and(Bits.stack(left), Bits.stack(right));
    List<Bits> result = new ArrayList<>();
    for (int t = 0; t < triples; t++) {
      Bits c = summands.get(3 * t + 2);
      int rows = c.rows();
      Bits majority = products.rows(t * rows, rows).xor(c);
      result.add(left[t].xor(right[t]).xor(c));
      result.add(shiftUp(majority));
    }
    result.addAll(summands.subList(3 * triples, summands.size()));
    return result;
  }

  /** Twice the numbers. */
  private static Bits shiftUp(Bits x) {
    Bits result = new Bits(x.rows(), x.words());
    result.rows(1, x.rows() - 1).set(x.rows(0, x.rows() - 1));
    return result;
  }
}
