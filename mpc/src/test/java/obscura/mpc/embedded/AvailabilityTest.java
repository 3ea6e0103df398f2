package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Vector;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.BentLines.Bend;
import obscura.mpc.net.BentLines.Plan;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A party goes away and comes back; jobs come out of order, twice, or changed. */
class AvailabilityTest {
  private static final Duration SHORT = Duration.ofSeconds(1);

  /** Longer than a question takes on a busy machine; a lost message costs it. */
  private static final Duration ENOUGH = Duration.ofSeconds(4);

  /** Longer than thousands of inputs take to be signed and checked. */
  private static final Duration PATIENT = Duration.ofSeconds(8);

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void whileAPartyIsAwayNothingIsAnsweredAndLaterEverythingIs(int party) {
    try (Rig rig = new Rig(directory, SHORT)) {
      Handle resting = rig.put("A", Rig.sell(5, 100));
      rig.add(resting);
      Handle incoming = rig.put("B", Rig.buy(3, 100));
      Job job = new Job.AddOrder(2, incoming);

      rig.embedded().suspend(party);
      assertUnavailable(rig.engine.execute(job));
      assertUnavailable(rig.engine.put(Rig.order("A", 1, Lifetime.RESTS, Rig.sell(5, 100))));
      assertUnavailable(rig.engine.reveal(new Reveal(List.of(resting), "A")));
      assertUnavailable(rig.engine.execute(job));
      assertThat(rig.engine.executed()).isEqualTo(1);

      rig.embedded().resume(party);
      Outcome.Matched met = (Outcome.Matched) rig.engine.execute(job).join();
      assertThat(met.fills()).hasSize(1);
      assertThat(rig.value("A", met.fills().get(0).fill()).quantity()).isEqualTo(3);
      assertThat(rig.engine.executed()).isEqualTo(2);
    }
  }

  /** A job may take long in the malicious mode; a party that is away is noticed all the same. */
  @Test
  void inTheMaliciousModeToo() {
    Supply supply = Supply.insecureForTests(1 << 10, 0);
    try (Rig rig = new Rig(directory, new Protection(Mode.MALICIOUS, supply, SHORT))) {
      Handle order = rig.put("A", Rig.sell(5, 100));
      Job job = new Job.AddOrder(1, order);
      rig.embedded().suspend(2);
      CompletableFuture<Outcome> answer = rig.engine.execute(job);
      assertThat(answer).failsWithin(Duration.ofSeconds(30));
      rig.embedded().resume(2);
      assertThat(((Outcome.Matched) rig.engine.execute(job).join()).resting()).isTrue();
    }
  }

  /** The party stops somewhere within a job, again and again, wherever the race leaves it. */
  @Test
  void aPartyThatStopsAmidJobsDoesNoHarm() throws InterruptedException {
    try (Rig rig = new Rig(directory, SHORT)) {
      BookReference reference = new BookReference();
      for (int k = 1; k <= 12; k++) {
        long side = k % 3 == 0 ? 0 : 1;
        Handle order = rig.put("F" + k % 5, Rig.order(1, side, 1 + k % 4, 100 + k % 3, 0));
        Job job = new Job.AddOrder(k, order);
        CompletableFuture<Outcome> answer = rig.engine.execute(job);
        long spin = System.nanoTime() + k * 20_000L;
        while (System.nanoTime() < spin) {
          Thread.onSpinWait();
        }
        rig.embedded().suspend(k % 3);
        try {
          answer.join();
        } catch (RuntimeException away) {
          assertThat(away).hasCauseInstanceOf(MpcUnavailableException.class);
        }
        rig.embedded().resume(k % 3);
        Outcome.Matched got = (Outcome.Matched) rig.engine.execute(job).join();
        BookReference.Result expected =
            reference.add(
                order,
                Rig.order(1, side, 1 + k % 4, 100 + k % 3, 0),
                "F" + k % 5,
                k,
                Lifetime.RESTS,
                Rig.ENABLED);
        assertThat(got.fills())
            .extracting(Outcome.Fill::contra)
            .isEqualTo(expected.fills().stream().map(BookReference.Fill::contra).toList());
      }
    }
    try (Rig rig = new Rig(directory)) {
      assertThat(rig.engine.executed()).isEqualTo(12);
    }
  }

  private Rig over(BentLines lines, Clock clock) {
    Protection protection = Protection.of(Mode.SEMI_HONEST, ENOUGH);
    return new Rig(directory, Rig.parties(directory, lines.links(), clock, protection));
  }

  /**
   * A selection of one quote ends with a round in which each party awaits one message. If that of
   * one party is lost, the party before it is stuck, and the two others have finished.
   */
  private static void assertNotFinishedByAll(BentLines lines, int silent, Rig rig, Job select) {
    assertNotFinishedByAll(lines, new Plan(silent, "Gates.", false, Bend.DROP, 0), rig, select);
  }

  private static void assertNotFinishedByAll(BentLines lines, Plan plan, Rig rig, Job select) {
    lines.arm(plan, () -> {});
    assertUnavailable(rig.engine.execute(select));
    assertThat(lines.bent()).isTrue();
    lines.disarm();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aPartyThatFinishedAJobBeforeTheOthersTakesItBack(int silent) {
    BentLines lines = new BentLines();
    try (Rig rig = over(lines, Clock.systemUTC())) {
      Handle request = requestWithOneQuote(rig);
      Job select = new Job.SelectBest(++rig.job, request);
      assertNotFinishedByAll(lines, silent, rig, select);
      Outcome.Selected selected = (Outcome.Selected) rig.run(select);
      assertThat(rig.value("T", selected.oneWay().get(0)).price()).isEqualTo(50);
    }
  }

  /** Two parties have answered that it was too early, and remember it though time went on. */
  @Test
  void aJobThatIsDoneAgainComesOutAsBeforeAlsoIfItHungOnTheTime() {
    BentLines lines = new BentLines();
    SetClock clock = new SetClock(System.currentTimeMillis() - 60_000);
    try (Rig rig = over(lines, clock)) {
      Handle request = rig.ask("T", false, false, Vector.input(1, 0, 10, 0, 0, 0), "M");
      assertThat(rig.request(request)).isTrue();
      Job select = new Job.SelectBest(++rig.job, request);
      Plan lost = new Plan(1, "Closing.requireSame", false, Bend.DROP, 0);
      assertNotFinishedByAll(lines, lost, rig, select);
      clock.set(System.currentTimeMillis());
      assertThat(rig.run(select)).isEqualTo(new Outcome.TooEarly());
      assertThat(rig.select(request))
          .as("another job")
          .isEqualTo(new Outcome.Selected(List.of(), List.of(), List.of()));
    }
  }

  @Test
  void aJobThatSomePartiesFinishedCannotBeExchangedForAnother() {
    BentLines lines = new BentLines();
    try (Rig rig = over(lines, Clock.systemUTC())) {
      Handle request = requestWithOneQuote(rig);
      assertNotFinishedByAll(lines, 2, rig, new Job.SelectBest(++rig.job, request));
      assertUnavailable(rig.engine.execute(new Job.CloseRequest(rig.job, request, Rig.OPERATOR)));
      assertUnavailable(rig.engine.execute(new Job.SelectBest(rig.job, request)));
      assertThat(rig.engine.executed()).isEqualTo(rig.job - 1);
    }
  }

  private static Handle requestWithOneQuote(Rig rig) {
    Handle request = rig.ask("T", false, false, Vector.input(1, 0, 10, 0, 0, 0), "M");
    assertThat(rig.request(request)).isTrue();
    Handle quote = rig.offer("M", request, Vector.input(1, 1, 10, 50, 0, 0));
    assertThat(rig.quote(request, quote)).isTrue();
    return request;
  }

  @Test
  void aJobBeyondAGapWaitsForTheMissingOne() {
    try (Rig rig = new Rig(directory)) {
      Handle a = rig.put("A", Rig.sell(5, 100));
      Handle b = rig.put("B", Rig.buy(5, 100));
      CompletableFuture<Outcome> second = rig.engine.execute(new Job.AddOrder(2, b));
      assertThat(second).isNotDone();
      CompletableFuture<Outcome> first = rig.engine.execute(new Job.AddOrder(1, a));
      assertThat(((Outcome.Matched) first.join()).resting()).isTrue();
      assertThat(((Outcome.Matched) second.join()).fills()).hasSize(1);
    }
  }

  @Test
  void aRepeatedJobIsAnsweredAgainAndAChangedOneStopsTheEngine() {
    try (Rig rig = new Rig(directory)) {
      Handle a = rig.put("A", Rig.sell(5, 100));
      Job job = new Job.AddOrder(1, a);
      Outcome outcome = rig.run(job);
      assertThat(rig.run(job)).isEqualTo(outcome);
      assertThat(rig.engine.executed()).isEqualTo(1);
      assertUnavailable(rig.engine.execute(new Job.RemoveOrder(1, a, Rig.OPERATOR)));
      assertUnavailable(rig.engine.execute(new Job.RemoveOrder(2, a, Rig.OPERATOR)));
      assertUnavailable(rig.engine.put(Rig.order("A", 1, Lifetime.RESTS, Rig.sell(5, 100))));
    }
  }

  /** More than waits is refused with the number, and everything goes on afterwards. */
  @Test
  void anOverloadedPartySaysSo() {
    try (Rig rig = new Rig(directory, PATIENT)) {
      rig.embedded().suspend(1);
      CompletableFuture<Handle> last = null;
      for (int k = 0; k < 4_200; k++) {
        last = rig.engine.put(Rig.order("A", k, Lifetime.RESTS, Rig.sell(5, 100)));
      }
      assertThatThrownBy(last::join)
          .hasCauseInstanceOf(MpcUnavailableException.class)
          .hasMessageContaining("party 1 has 4096 questions waiting");
      rig.embedded().resume(1);
      assertThat(rig.add(putWhenTaken(rig)).resting()).isTrue();
    }
  }

  /** What waited at the party is worked off first. */
  private static Handle putWhenTaken(Rig rig) {
    while (true) {
      try {
        return rig.put("A", Rig.sell(5, 100));
      } catch (CompletionException stillBusy) {
        assertThat(stillBusy).hasMessageContaining("questions waiting");
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void jobsBeyondTheBoundAreRefusedAndTheOthersWait() {
    try (Rig rig = new Rig(directory)) {
      Handle order = rig.put("A", Rig.sell(5, 100));
      for (long number = 2; number < 2 + 8_192; number++) {
        assertThat(rig.engine.execute(new Job.RemoveOrder(number, order, Rig.OPERATOR)))
            .isNotDone();
      }
      assertThatThrownBy(
              () -> rig.engine.execute(new Job.RemoveOrder(9_000, order, Rig.OPERATOR)).join())
          .hasCauseInstanceOf(MpcUnavailableException.class)
          .hasMessageContaining("8192 jobs wait already");
    }
  }

  @Test
  void orphansAreCollectedAndOthersStay() {
    try (Rig rig = new Rig(directory)) {
      Handle orphan = rig.put("A", Rig.sell(5, 100));
      Handle named = rig.put("A", Rig.sell(5, 100));
      rig.add(named);
      assertThat(rig.engine.collectOrphans(Instant.EPOCH).join()).isZero();
      assertThat(rig.engine.collectOrphans(rig.clock.instant().plusSeconds(60)).join())
          .isEqualTo(1);
      assertThat(rig.add(orphan).valid()).isFalse();
      assertThat(rig.value("A", named).quantity()).isEqualTo(5);
    }
    try (Rig rig = new Rig(directory)) {
      assertThat(rig.engine.executed()).isEqualTo(2);
    }
  }

  private static void assertUnavailable(CompletableFuture<?> answer) {
    assertThatThrownBy(answer::join).hasCauseInstanceOf(MpcUnavailableException.class);
  }
}
