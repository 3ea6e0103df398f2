package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Seed;
import obscura.mpc.draw.Drawn;
import obscura.mpc.draw.SeedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No seed is ever opened for two batches: not after a restart, not when an epoch has no more. No
 * batch is drawn twice.
 */
class DrawingTest {
  private static final Handle BATCH = new Handle(1, 2, 3, 4);
  private static final Handle OTHER = new Handle(2, 2, 3, 4);

  @TempDir Path directory;

  private static Outcome.Permuted draw(Rig rig, Handle batch) {
    return (Outcome.Permuted) rig.run(new Job.RandomPermutation(++rig.job, batch, 12));
  }

  @Test
  void afterARestartTheSeedsAreOthers() {
    Outcome.Permuted before;
    List<Handle> roots;
    try (Rig rig = Rig.malicious(directory)) {
      roots = rig.engine.drawRoots().join();
      before = draw(rig, BATCH);
    }
    try (Rig rig = Rig.malicious(directory)) {
      assertThat(rig.engine.drawRoots().join()).doesNotContainAnyElementsOf(roots);
      Outcome.Permuted after = draw(rig, OTHER);
      Set<Handle> seeds = new HashSet<>();
      before.seeds().stream().map(Seed::bytes).forEach(seeds::add);
      assertThat(after.seeds()).noneMatch(seed -> seeds.contains(seed.bytes()));
      assertThat(Drawn.proves(roots, OTHER, 12, after)).isFalse();
      Outcome again = rig.run(new Job.RandomPermutation(1, BATCH, 12));
      assertThat(again).as("the job itself is answered as before").isEqualTo(before);
      assertThat(Drawn.proves(roots, BATCH, 12, before)).isTrue();
    }
  }

  /** Neither by another number, nor by an epoch that brings other seeds. */
  @Test
  void aVenueThatDoesNotLikeAnOrderGetsNoOther() {
    Outcome.Permuted drawn;
    try (Rig rig = Rig.malicious(directory)) {
      drawn = draw(rig, BATCH);
      assertThat(draw(rig, BATCH)).isEqualTo(drawn);
      rig.engine.rotateKeys().join();
      assertThat(draw(rig, BATCH)).isEqualTo(drawn);
      assertThat(rig.run(new Job.RandomPermutation(++rig.job, BATCH, 13)))
          .isEqualTo(new Outcome.Refused(Rule.USED_BEFORE));
    }
    try (Rig rig = Rig.malicious(directory)) {
      assertThat(draw(rig, BATCH)).isEqualTo(drawn);
      assertThat(draw(rig, OTHER).leaf()).as("no seed went for nothing").isZero();
    }
  }

  @Test
  void whenAnEpochHasNoSeedsLeftAnotherBegins() {
    try (Rig rig = new Rig(directory)) {
      List<Handle> roots = rig.engine.drawRoots().join();
      for (int leaf = 0; leaf < SeedTree.LEAVES; leaf++) {
        assertThat(draw(rig, new Handle(1, 2, 3, leaf)).leaf()).isEqualTo(leaf);
      }
      assertThatThrownBy(() -> draw(rig, OTHER)).hasCauseInstanceOf(MpcUnavailableException.class);
      rig.job--;
      assertThat(draw(rig, OTHER).leaf()).isZero();
      assertThat(rig.engine.drawRoots().join()).doesNotContainAnyElementsOf(roots);
    }
  }
}
