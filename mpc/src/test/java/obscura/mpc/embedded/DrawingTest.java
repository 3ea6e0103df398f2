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
import obscura.mpc.api.Seed;
import obscura.mpc.draw.Drawn;
import obscura.mpc.draw.SeedTree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No seed is ever opened for two batches: not after a restart, not when an epoch has no more. */
class DrawingTest {
  private static final Handle BATCH = new Handle(1, 2, 3, 4);

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
      Outcome.Permuted after = draw(rig, BATCH);
      Set<Handle> seeds = new HashSet<>();
      before.seeds().stream().map(Seed::bytes).forEach(seeds::add);
      assertThat(after.seeds()).noneMatch(seed -> seeds.contains(seed.bytes()));
      assertThat(Drawn.proves(roots, BATCH, 12, after)).isFalse();
      Outcome again = rig.run(new Job.RandomPermutation(1, BATCH, 12));
      assertThat(again).as("the job itself is answered as before").isEqualTo(before);
      assertThat(Drawn.proves(roots, BATCH, 12, before)).isTrue();
    }
  }

  @Test
  void whenAnEpochHasNoSeedsLeftAnotherBegins() {
    try (Rig rig = new Rig(directory)) {
      List<Handle> roots = rig.engine.drawRoots().join();
      for (int leaf = 0; leaf < SeedTree.LEAVES; leaf++) {
        assertThat(draw(rig, BATCH).leaf()).isEqualTo(leaf);
      }
      assertThatThrownBy(() -> draw(rig, BATCH)).hasCauseInstanceOf(MpcUnavailableException.class);
      rig.job--;
      assertThat(draw(rig, BATCH).leaf()).isZero();
      assertThat(rig.engine.drawRoots().join()).doesNotContainAnyElementsOf(roots);
    }
  }
}
