package obscura.desk.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** The median over runs; of an even number the upper one. */
final class Medians {
  private Medians() {}

  static <T> double of(List<T> runs, ToDoubleFunction<T> value) {
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("no run was made");
    }
    double[] sorted = runs.stream().mapToDouble(value).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
