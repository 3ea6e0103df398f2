package obscura.mpc.circuit;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.share.Bits;

/**
 * Adds and subtracts lane by lane, modulo 2^rows: parallel-prefix carries (Kogge, Stone 1973), 1 +
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
    List<Bits> rest = summands;
    while (rest.size() > 2) {
      rest = saveCarries(gates, rest);
    }
    return rest.size() == 1 ? rest.get(0) : add(gates, rest.get(0), rest.get(1));
  }

  private static Bits carry(Gates gates, Bits x, Bits y, boolean carryIn) {
    Bits sum = x.xor(y);
    Bits generate = gates.and(x, y);
    if (carryIn) {
      xorInto(generate, 0, sum, 0, 1);
    }
    Bits propagate = sum;
    int rows = x.rows();
    for (int distance = 1; distance < rows; distance *= 2) {
      int upper = rows - distance;
      Bits high = propagate.rows(distance, upper);
      Bits low = Bits.stack(generate.rows(0, upper), propagate.rows(0, upper));
      Bits both = gates.and(Bits.stack(high, high), low);
      Bits nextGenerate = copy(generate);
      xorInto(nextGenerate, distance, both, 0, upper);
      propagate = Bits.stack(propagate.rows(0, distance), both.rows(upper, upper));
      generate = nextGenerate;
    }
    Bits result = copy(sum);
    xorInto(result, 1, generate, 0, rows - 1);
    if (carryIn) {
      gates.flip(result, 0, 1);
    }
    return result;
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
    return Bits.stack(new Bits(1, x.words()), x.rows(0, x.rows() - 1));
  }

  private static Bits copy(Bits x) {
    return x.rows(0, x.rows());
  }

  private static void xorInto(Bits target, int row, Bits source, int sourceRow, int count) {
    int words = target.words();
    for (int k = 0; k < count * words; k++) {
      target.mine()[row * words + k] ^= source.mine()[sourceRow * words + k];
      target.next()[row * words + k] ^= source.next()[sourceRow * words + k];
    }
  }
}
