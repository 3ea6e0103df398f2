package obscura.mpc.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import obscura.mpc.api.Handle;

class SetTreeProperties {
  private static final Handle PADDING = new Handle(9, 9, 9, 9);

  private static List<Handle> quotes(int count, long seed) {
    return LongStream.range(0, count).mapToObj(k -> new Handle(seed, k, 0, 0)).toList();
  }

  @Property(tries = 200)
  void everyQuoteHasItsOnePlaceUnderTheRoot(
      @ForAll @IntRange(min = 1, max = 300) int count, @ForAll @LongRange(max = 9) long seed) {
    List<Handle> quotes = quotes(count, seed);
    SetTree tree = new SetTree(quotes, PADDING);
    int leaf = (int) (seed * 31 % count);
    Handle quote = quotes.get(leaf);
    List<Handle> path = tree.path(leaf);
    assertThat(1 << path.size()).isGreaterThanOrEqualTo(Math.max(64, count));
    assertThat(SetTree.isUnder(tree.root(), quote, leaf, path)).isTrue();
    assertThat(SetTree.isUnder(tree.root(), quote, leaf ^ 1, path)).isFalse();
    assertThat(SetTree.isUnder(tree.root(), new Handle(77, 0, 0, 0), leaf, path)).isFalse();
    assertThat(SetTree.isUnder(tree.root(), quote, leaf, path.subList(1, path.size()))).isFalse();
    assertThat(SetTree.isUnder(tree.root(), quote, leaf + (1 << path.size()), path)).isFalse();
  }

  /** Up to 64 quotes have trees of the same shape: a path does not tell how many there are. */
  @Property(tries = 100)
  void aPathIsAsLongWithOneQuoteAsWithSixtyFour(@ForAll @IntRange(min = 1, max = 64) int count) {
    assertThat(new SetTree(quotes(count, 1), PADDING).path(0)).hasSize(6);
  }

  @Property(tries = 100)
  void theRootIsOfTheseQuotesInThisOrderAndNoOthers(
      @ForAll @IntRange(min = 2, max = 80) int count, @ForAll @IntRange(max = 79) int other) {
    List<Handle> quotes = quotes(count, 1);
    Handle root = new SetTree(quotes, PADDING).root();
    List<Handle> fewer = new ArrayList<>(quotes);
    Handle dropped = fewer.remove(other % count);
    assertThat(new SetTree(fewer, PADDING).root()).isNotEqualTo(root);
    fewer.add((other + 1) % count, dropped);
    assertThat(new SetTree(fewer, PADDING).root()).isNotEqualTo(root);
    boolean padded = count != 64;
    assertThat(new SetTree(quotes, new Handle(1, 2, 3, 4)).root().equals(root)).isEqualTo(!padded);
  }
}
