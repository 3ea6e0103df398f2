package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import obscura.mpc.api.CheatingSuspectedException;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Rule;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.Links;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A party says that it lacks the last job, whose outcome was given away: the two others take it
 * back and all do it again. Until then nothing may happen that would make it come out otherwise.
 */
class TakenBackJobTest {
  private static final int LIAR = 1;
  private static final int REVEALS_MAX = 100;

  @TempDir Path directory;

  private final AtomicInteger untold = new AtomicInteger();
  private volatile boolean lies;

  /** It stands one job earlier, it tells both, when all have agreed on the roster. */
  private void alter(String kind, long[] words) {
    if (kind.equals("RosterAgreement.requireSame")) {
      untold.set(2);
    }
    if (lies && kind.equals("Alignment.exchanged") && untold.getAndDecrement() > 0) {
      words[0]--;
    }
  }

  private Rig rig() {
    BiConsumer<String, long[]> alteration = this::alter;
    return rig(BentLines.altered(LIAR, alteration));
  }

  private Rig rig(Links[] links) {
    return new Rig(directory, Rig.parties(directory, links, Clock.systemUTC(), Rig.QUICK));
  }

  @Test
  void aLongerRosterWaitsUntilItIsDoneAgainWhichIsAtOnce() {
    try (Rig rig = rig()) {
      rig.add(rig.put("A", Rig.sell(5, 100)));
      Job last = new Job.AddOrder(2, rig.put("B", Rig.buy(5, 100)));
      Outcome before = rig.engine.execute(last).join();
      rig.job = 2;
      lies = true;
      assertThatThrownBy(() -> rig.engine.rotateKeys().join())
          .hasCauseInstanceOf(CheatingSuspectedException.class);
      lies = false;

      Roster shut =
          Rig.OPERATORS.signed(
              Rig.OPERATORS.roster().with(TestOperators.instrument(1, false)), 0, 1);
      rig.engine.adopt(Rig.OPERATORS.text(shut)).join();
      Handle fill = ((Outcome.Matched) before).fills().get(0).fill();
      assertThat(revealed(rig, fill)).as("nobody asked for the job").isEqualTo(5);
      assertThat(rig.engine.execute(last).join()).isEqualTo(before);
      assertThat(rig.add("A", Rig.sell(5, 100)).valid()).as("now the roster counts").isFalse();
    }
  }

  /** Once they go by a longer roster the job before it is settled: who lacks it is given it. */
  @Test
  void aJobFromBeforeALongerRosterIsNotTakenBack() {
    try (Rig rig = rig()) {
      rig.add(rig.put("A", Rig.sell(5, 100)));
      Job last = new Job.AddOrder(2, rig.put("B", Rig.buy(5, 100)));
      Outcome before = rig.engine.execute(last).join();
      Roster shut =
          Rig.OPERATORS.signed(
              Rig.OPERATORS.roster().with(TestOperators.instrument(1, false)), 0, 1);
      rig.engine.adopt(Rig.OPERATORS.text(shut)).join();
      lies = true;
      assertThatThrownBy(() -> rig.engine.rotateKeys().join())
          .hasCauseInstanceOf(MpcUnavailableException.class);
      lies = false;
      Handle fill = ((Outcome.Matched) before).fills().get(0).fill();
      assertThat(revealed(rig, fill)).isEqualTo(5);
      assertThat(rig.engine.execute(last).join()).as("still answered").isEqualTo(before);
    }
  }

  /** A party saw what was opened and spoils the rest: the venue gets no second question for it. */
  @Test
  void aSpoiltJobKeepsItsNumber() {
    BentLines lines = new BentLines();
    try (Rig rig = rig(lines.links())) {
      rig.add(rig.put("A", Rig.sell(5, 100)));
      Handle probe = rig.put("B", Rig.buy(5, 99));
      Handle another = rig.put("B", Rig.buy(5, 101));
      lines.arm(new BentLines.Plan(LIAR, "Opening.open", true, BentLines.Bend.DROP, 0), () -> {});
      assertThatThrownBy(() -> rig.engine.execute(new Job.AddOrder(2, probe)).join())
          .hasCauseInstanceOf(MpcUnavailableException.class);
      assertThat(lines.bent()).isTrue();
      lines.disarm();
      assertThatThrownBy(() -> rig.engine.execute(new Job.AddOrder(2, another)).join())
          .hasCauseInstanceOf(MpcUnavailableException.class);
      assertThat(rig.embedded().refusals(0)).containsEntry(Rule.OTHER_JOB, 1L);
      assertThat(rig.embedded().refusals(2)).containsEntry(Rule.OTHER_JOB, 1L);
    }
  }

  /** Refused for the time being is not refused for good. */
  private static long revealed(Rig rig, Handle fill) {
    for (int attempt = 0; attempt < REVEALS_MAX; attempt++) {
      try {
        Revealed told = rig.engine.reveal(new Reveal(List.of(fill), "B")).join();
        return ((Revealed.Values) told).vectors().get(0).quantity();
      } catch (CompletionException notYet) {
        assertThat(notYet).hasCauseInstanceOf(MpcUnavailableException.class);
      }
    }
    throw new AssertionError("never revealed");
  }
}
