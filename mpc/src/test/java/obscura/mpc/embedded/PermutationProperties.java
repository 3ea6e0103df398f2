package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Seed;
import obscura.mpc.draw.Drawn;

/** The order of a batch of trades is drawn by the parties, and anybody can check it. */
class PermutationProperties {
  private static List<Rig> rigs;
  private static final Set<Handle> SEEN = new HashSet<>();

  /** No batch is drawn twice. */
  private static final AtomicLong MADE = new AtomicLong();

  @BeforeContainer
  static void start() throws IOException {
    rigs =
        List.of(
            new Rig(Files.createTempDirectory("draws")),
            Rig.malicious(Files.createTempDirectory("draws")));
  }

  @AfterContainer
  static void stop() {
    rigs.forEach(Rig::close);
  }

  @Provide
  Arbitrary<Rig> modes() {
    return Arbitraries.integers().between(0, 1).map(k -> rigs.get(k));
  }

  @Provide
  Arbitrary<Handle> batches() {
    return Arbitraries.longs().map(a -> new Handle(a, ~a, a * 31, MADE.getAndIncrement()));
  }

  private static Outcome.Permuted draw(Rig rig, Handle batch, int size) {
    long number = rig.engine.executed() + 1;
    return (Outcome.Permuted) rig.run(new Job.RandomPermutation(number, batch, size));
  }

  @Tag("property-23")
  @Property(tries = 150)
  void everyBatchIsPutIntoAnOrderThatIsProvedAndNeverDrawnAgain(
      @ForAll("modes") Rig rig,
      @ForAll("batches") Handle batch,
      @ForAll @IntRange(min = 1, max = 200) int size) {
    List<Handle> roots = rig.engine.drawRoots().join();
    Outcome.Permuted drawn = draw(rig, batch, size);
    assertThat(drawn.order())
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, size).boxed().toList());
    assertThat(Drawn.proves(roots, batch, size, drawn)).isTrue();
    assertThat(drawn.seeds()).allMatch(seed -> SEEN.add(seed.bytes()));
    assertThat(draw(rig, batch, size)).as("who asks again hears the same").isEqualTo(drawn);
    Handle next = new Handle(batch.a(), batch.b(), batch.c() + 1, batch.d());
    Outcome.Permuted other = draw(rig, next, size);
    assertThat(other.leaf()).isEqualTo(drawn.leaf() + 1);
    assertThat(Drawn.proves(roots, next, size, other)).isTrue();
    assertThat(other.seeds()).allMatch(seed -> SEEN.add(seed.bytes()));
  }

  @Tag("property-23")
  @Property(tries = 100)
  void whateverIsBentIsNotProved(
      @ForAll("modes") Rig rig,
      @ForAll("batches") Handle batch,
      @ForAll @IntRange(min = 2, max = 50) int size,
      @ForAll @IntRange(min = 0, max = 2) int tree) {
    List<Handle> roots = rig.engine.drawRoots().join();
    Outcome.Permuted drawn = draw(rig, batch, size);
    List<Integer> order = new ArrayList<>(drawn.order());
    Collections.swap(order, 0, size - 1);
    Seed right = drawn.seeds().get(tree);
    Seed wrong = new Seed(bent(right.bytes()), right.path());
    List<Seed> seeds = new ArrayList<>(drawn.seeds());
    seeds.set(tree, wrong);
    List<Handle> otherRoots = new ArrayList<>(roots);
    otherRoots.set(tree, bent(roots.get(tree)));
    int leaf = drawn.leaf();
    assertThat(Drawn.proves(roots, batch, size, drawn)).isTrue();
    assertThat(proves(roots, batch, order, leaf, drawn.seeds())).isFalse();
    assertThat(proves(roots, batch, Drawn.order(seeds, batch, size), leaf, seeds)).isFalse();
    assertThat(proves(roots, batch, drawn.order(), leaf + 1, drawn.seeds())).isFalse();
    assertThat(proves(otherRoots, batch, drawn.order(), leaf, drawn.seeds())).isFalse();
    assertThat(proves(roots, batch, drawn.order(), leaf, drawn.seeds().subList(0, 2))).isFalse();
  }

  private static boolean proves(
      List<Handle> roots, Handle batch, List<Integer> order, int leaf, List<Seed> seeds) {
    return Drawn.proves(roots, batch, order.size(), new Outcome.Permuted(order, leaf, seeds));
  }

  private static Handle bent(Handle h) {
    return new Handle(h.a(), h.b(), h.c(), h.d() ^ 1);
  }
}
