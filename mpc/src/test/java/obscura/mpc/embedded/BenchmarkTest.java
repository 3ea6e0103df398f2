package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Measured;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real parties measure themselves between the jobs (requirement 36.1). */
class BenchmarkTest {
  @TempDir Path directory;

  @Test
  void eachPartyTellsWhatEachStepTookWhileOrdersGoOn() {
    try (Rig rig = new Rig(directory)) {
      Handle seller = rig.put("SELLER", Rig.sell(5, 100));
      assertThat(rig.add(seller).resting()).isTrue();
      CompletableFuture<List<List<Measured>>> measuring = rig.engine.benchmark();
      Outcome.Matched met = rig.add("BUYER", Rig.buy(5, 100));
      assertThat(met.fills()).extracting(Outcome.Fill::contra).containsExactly(seller);
      assertMeasured(measuring.join());
      assertThat(rig.openings.keySet())
          .as("nothing of anybody's is opened by it")
          .containsOnly("valid", "contra found", "order done", "contras");
      assertThat(rig.engine.executed()).as("it is no job").isEqualTo(2);
    }
  }

  @Test
  void inTheMaliciousModeTriplesAreUsedAndWorkGoesOn() {
    try (Rig rig = Rig.malicious(directory)) {
      List<List<Measured>> measured = rig.engine.benchmark().join();
      assertMeasured(measured);
      assertThat(measured.get(2)).anyMatch(m -> m.step() == Step.AND && m.triples() == 1);
      assertThat(rig.add("SELLER", Rig.sell(5, 100)).resting()).isTrue();
      assertThat(rig.embedded().suspicions()).isZero();
    }
  }

  @Test
  void overTlsTheSame() {
    try (Rig rig = RemoteParties.rig(directory)) {
      assertMeasured(rig.engine.benchmark().join());
      assertThat(rig.add("SELLER", Rig.sell(5, 100)).resting()).isTrue();
    }
  }

  private static void assertMeasured(List<List<Measured>> parties) {
    assertThat(parties).hasSize(3);
    for (List<Measured> one : parties) {
      assertThat(one).extracting(Measured::step).containsExactly(Step.values());
      assertThat(one).allMatch(m -> m.medianNanos() > 0 && m.times() >= 3);
    }
  }
}
