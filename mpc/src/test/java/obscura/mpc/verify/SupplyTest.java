package obscura.mpc.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The statistical parameter, and the orders that it counts on. */
class SupplyTest {
  @Test
  void theSmallestBatchHasFortyBits() {
    assertThat(Supply.USUAL.securityBits()).isGreaterThan(40);
    assertThatThrownBy(() -> Supply.of(Supply.SMALLEST_BATCH - 1, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1048576");
  }

  /** A cheater with t wrong triples in each array: one or n - 1 of them are its best choice. */
  @Test
  void noNumberOfWrongTriplesIsBetterThanTheBound() {
    for (int n = 4; n <= 60; n++) {
      BigInteger best = BigInteger.valueOf(n).multiply(BigInteger.valueOf(n + 3L));
      for (int t = 1; t <= n; t++) {
        BigInteger ways = choose(n, t).multiply(choose(n + TripleBatch.OPENED, t));
        assertThat(ways).isGreaterThanOrEqualTo(best);
      }
    }
  }

  private static BigInteger choose(int n, int k) {
    BigInteger result = BigInteger.ONE;
    for (int i = 0; i < k; i++) {
      result = result.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1L));
    }
    return result;
  }

  @Test
  void everyOrderIsEquallyLikely() {
    Random random = new Random(5);
    int[] seen = new int[24];
    for (int k = 0; k < 24_000; k++) {
      byte[] coin = new byte[32];
      random.nextBytes(coin);
      int[] order = Permutation.of(coin, 1, 4);
      int[] sorted = order.clone();
      Arrays.sort(sorted);
      assertThat(sorted).containsExactly(0, 1, 2, 3);
      int code = order[0] * 6;
      int[] rest = Arrays.stream(order).skip(1).toArray();
      code += (int) Arrays.stream(rest).filter(x -> x < rest[0]).count() * 2;
      code += rest[1] > rest[2] ? 1 : 0;
      seen[code]++;
    }
    for (int count : seen) {
      assertThat(count).isBetween(840, 1_160);
    }
  }
}
