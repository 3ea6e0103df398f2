package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.Links;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job was spoilt after something of it was opened, and all three parties are killed. Its number
 * is its own still: there is no second question for the first one's answer.
 */
class BegunJobTest {
  private static final int LIAR = 1;

  @TempDir Path directory;

  private Rig rig(Links[] links) {
    return new Rig(directory, Rig.parties(directory, links, Clock.systemUTC(), Rig.QUICK));
  }

  private void assertNoSecondQuestion(Handle another) {
    try (Rig rig = rig(Links.inMemory())) {
      assertThatThrownBy(() -> rig.engine.execute(new Job.AddOrder(2, another)).join())
          .hasCauseInstanceOf(MpcUnavailableException.class);
      for (int k = 0; k < 3; k++) {
        assertThat(rig.embedded().refusals(k)).containsEntry(Rule.OTHER_JOB, 1L);
      }
    }
  }

  @Test
  void theNumberOfASpoiltJobOutlivesItsParties() {
    BentLines lines = new BentLines();
    Handle probe;
    Handle another;
    try (Rig rig = rig(lines.links())) {
      rig.add(rig.put("A", Rig.sell(5, 100)));
      probe = rig.put("B", Rig.buy(5, 100));
      another = rig.put("B", Rig.buy(5, 99));
      lines.arm(new BentLines.Plan(LIAR, "Opening.open", true, BentLines.Bend.DROP, 0), () -> {});
      assertThatThrownBy(() -> rig.engine.execute(new Job.AddOrder(2, probe)).join())
          .hasCauseInstanceOf(MpcUnavailableException.class);
      assertThat(lines.bent()).isTrue();
    }
    assertNoSecondQuestion(another);
    // From what the parties wrote anew at their start.
    assertNoSecondQuestion(another);
    try (Rig rig = rig(Links.inMemory())) {
      assertThat(rig.engine.collectOrphans(Instant.now().plusSeconds(3_600)).join())
          .as("they wait")
          .isZero();
      Outcome.Matched first = (Outcome.Matched) rig.run(new Job.AddOrder(2, probe));
      assertThat(first.fills()).hasSize(1);
      assertThat(((Outcome.Matched) rig.run(new Job.AddOrder(3, another))).resting()).isTrue();
    }
  }

  /** Else a venue that keeps a signed entry back could look, and then have the order refused. */
  @Test
  void aLongerRosterWaitsForASpoiltJob() {
    BentLines lines = new BentLines();
    try (Rig rig = rig(lines.links())) {
      rig.add(rig.put("A", Rig.sell(5, 100)));
      Handle probe = rig.put("B", Rig.buy(5, 100));
      lines.arm(new BentLines.Plan(LIAR, "Opening.open", true, BentLines.Bend.DROP, 0), () -> {});
      assertThatThrownBy(() -> rig.engine.execute(new Job.AddOrder(2, probe)).join())
          .hasCauseInstanceOf(MpcUnavailableException.class);
      rig.job = 1;

      Roster shut =
          Rig.OPERATORS.signed(
              Rig.OPERATORS.roster().with(TestOperators.instrument(1, false)), 0, 1);
      rig.engine.adopt(Rig.OPERATORS.text(shut)).join();
      assertThat(((Outcome.Matched) rig.engine.execute(new Job.AddOrder(2, probe)).join()).fills())
          .as("as it came out before anybody looked")
          .hasSize(1);
      rig.job = 2;
      assertThat(rig.add("A", Rig.sell(5, 100)).valid()).as("now the roster counts").isFalse();
    }
  }
}
