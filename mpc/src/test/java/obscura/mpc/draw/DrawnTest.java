package obscura.mpc.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Seed;
import org.junit.jupiter.api.Test;

/** Statistics of orders over fixed seeds: the same at every run, so nothing here is luck. */
class DrawnTest {
  private static final int DRAWS = 24_000;

  /** Chi-square with 23 degrees of freedom exceeds this once in 10,000 cases. */
  private static final double LIMIT = 57;

  private static final Handle BATCH = new Handle(1, 2, 3, 4);

  private static Seed seed(SplittableRandom random) {
    Handle bytes =
        new Handle(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    return new Seed(bytes, List.of());
  }

  private static double chiSquare(Map<List<Integer>, Integer> counts) {
    double expected = DRAWS / 24.0;
    return counts.values().stream()
        .mapToDouble(count -> (count - expected) * (count - expected) / expected)
        .sum();
  }

  /** Two seeds that the corrupted party knows stay as it likes them best. */
  @Test
  void theOneSeedThatAPartyDoesNotKnowMakesAllOrdersEquallyLikely() {
    for (int unknown = 0; unknown < 3; unknown++) {
      SplittableRandom random = new SplittableRandom(23 + unknown);
      Seed[] seeds = {seed(random), seed(random), seed(random)};
      Map<List<Integer>, Integer> counts = new HashMap<>();
      for (int k = 0; k < DRAWS; k++) {
        seeds[unknown] = seed(random);
        counts.merge(Drawn.order(List.of(seeds), BATCH, 4), 1, Integer::sum);
      }
      assertThat(counts).hasSize(24);
      assertThat(chiSquare(counts)).isLessThan(LIMIT);
    }
  }

  @Test
  void anotherBatchUnderTheSameSeedsHasAnIndependentOrder() {
    SplittableRandom random = new SplittableRandom(5);
    int agreeing = 0;
    for (int k = 0; k < DRAWS; k++) {
      List<Seed> seeds = List.of(seed(random), seed(random), seed(random));
      List<Integer> one = Drawn.order(seeds, BATCH, 10);
      List<Integer> other = Drawn.order(seeds, new Handle(1, 2, 3, 5), 10);
      for (int place = 0; place < 10; place++) {
        agreeing += one.get(place).equals(other.get(place)) ? 1 : 0;
      }
    }
    assertThat(agreeing / (double) DRAWS).as("one place of ten by chance").isBetween(0.97, 1.03);
  }
}
