package obscura.mpc.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Two neighbours compare long rows of words by tags that a third cannot aim at. */
class PairTagTest {
  private static final byte[] KEY = new byte[32];

  @Property
  void neighboursWithTheSameWordsComeToTheSameTag(
      @ForAll @IntRange(min = 0, max = 5_000) int count, @ForAll long seed) {
    long[] words = new Random(seed).longs(count + 1).toArray();
    PairTag one = new PairTag(KEY);
    PairTag other = new PairTag(KEY);
    one.of(1, words, count);
    other.of(1, words, count);
    assertThat(one.of(2, words, count)).isEqualTo(other.of(2, words.clone(), count));
  }

  @Property
  void oneBitMakesAnotherTag(
      @ForAll @IntRange(min = 1, max = 5_000) int count,
      @ForAll @IntRange(min = 0, max = 63) int bit,
      @ForAll long seed) {
    Random random = new Random(seed);
    long[] words = random.longs(count).toArray();
    long[] bent = words.clone();
    bent[random.nextInt(count)] ^= 1L << bit;
    assertThat(new PairTag(KEY).of(1, words, count))
        .isNotEqualTo(new PairTag(KEY).of(1, bent, count));
  }

  @Test
  void tagsOfOtherPurposesPlacesLengthsOrPairsNeverAgree() {
    long[] words = new long[3];
    PairTag tags = new PairTag(KEY);
    byte[] anotherKey = KEY.clone();
    anotherKey[0] = 1;
    long[][] all = {
      tags.of(1, words, 2),
      tags.of(1, words, 2),
      new PairTag(KEY).of(2, words, 2),
      new PairTag(KEY).of(1, words, 3),
      new PairTag(anotherKey).of(1, words, 2)
    };
    for (int k = 0; k < all.length; k++) {
      for (int m = 0; m < k; m++) {
        assertThat(Arrays.equals(all[k], all[m])).as("%s and %s", k, m).isFalse();
      }
    }
  }
}
