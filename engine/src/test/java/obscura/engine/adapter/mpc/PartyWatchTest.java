package obscura.engine.adapter.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import obscura.domain.Instrument;
import obscura.engine.port.PartyOperations;
import obscura.engine.port.PartyOperations.StepLine;
import obscura.engine.port.PartyOperations.WorkLine;
import obscura.mpc.api.Measured;
import obscura.mpc.api.PartyHealth;
import obscura.mpc.api.Step;
import org.junit.jupiter.api.Test;

/** What is wrong with the parties is said when it begins, and taken back when it is over. */
class PartyWatchTest {
  private static final long ENOUGH = 1_000;

  private static final Transcripts NO_TRANSCRIPTS = new Transcripts(Path.of("none"));

  private final ToldEngine engine = new ToldEngine();
  private final WorkTimes times = new WorkTimes(new SimpleMeterRegistry());
  private String rosterText = "";
  private final RosterKeeper roster =
      new RosterKeeper() {
        @Override
        public Optional<String> enabling(Instrument instrument) {
          return Optional.empty();
        }

        @Override
        public Optional<String> difference(Instrument instrument) {
          return Optional.empty();
        }

        @Override
        public long least(String firm, long number) {
          return 0;
        }

        @Override
        public String text() {
          return rosterText;
        }
      };
  private final PartyWatch watch = watch(Duration.ofMinutes(1), true);

  private PartyWatch watch(Duration slowest, boolean malicious) {
    return new PartyWatch(
        engine,
        roster,
        times,
        new PartyWatch.Thresholds(slowest, ENOUGH),
        malicious,
        NO_TRANSCRIPTS);
  }

  private static PartyHealth well(int party, long triples) {
    return new PartyHealth(party, true, 3, 40, 0, triples, 0, 0);
  }

  private List<String> alerts(PartyWatch watch, PartyHealth third) {
    engine.health = List.of(well(0, ENOUGH), well(1, ENOUGH), third);
    watch.look().join();
    return watch.alerts();
  }

  @Test
  void aSilentPartyIsAnAlertUntilItAnswers() {
    assertThat(alerts(watch, well(2, ENOUGH))).isEmpty();
    assertThat(alerts(watch, PartyHealth.silent(2))).containsExactly("party 2 does not answer");
    assertThat(alerts(watch, well(2, ENOUGH))).isEmpty();
  }

  @Test
  void aLowStockOfTriplesIsAnAlertWhereTriplesAreNeeded() {
    assertThat(alerts(watch, well(2, ENOUGH - 1)))
        .containsExactly("party 2 has fewer than 1000 triples in stock");
    assertThat(alerts(watch(Duration.ofMinutes(1), false), well(2, 0))).isEmpty();
  }

  @Test
  void slowWorkIsAnAlertByItsKind() {
    CompletableFuture<String> answer = new CompletableFuture<>();
    CompletableFuture<String> timed = times.timed("AddOrder", answer);
    assertThat(alerts(watch(Duration.ZERO, true), well(2, ENOUGH))).isEmpty();
    answer.complete("done");
    assertThat(timed).isCompletedWithValue("done");
    assertThat(alerts(watch(Duration.ZERO, true), well(2, ENOUGH)))
        .containsExactly("AddOrder takes longer than PT0S");
    assertThat(alerts(watch, well(2, ENOUGH))).isEmpty();
  }

  @Test
  void aSlowStepOfTheBenchmarkIsAnAlert() {
    Measured compare = new Measured(Step.COMPARE, 100, 2_000_000, 9_000_000, 7, 512, 0);
    engine.measured = List.of(List.of(compare), List.of(compare), List.of(compare));
    PartyWatch strict = watch(Duration.ofMillis(1), true);
    assertThat(strict.steps()).isEmpty();
    engine.health = List.of(well(0, ENOUGH), well(1, ENOUGH), well(2, ENOUGH));
    strict.benchmarkAtStart().join();
    assertThat(strict.steps())
        .contains(
            new StepLine(2, "compare", 100, Duration.ofMillis(2), Duration.ofMillis(9), 7, 512));
    assertThat(strict.alerts())
        .contains("benchmark: compare at party 2 takes longer than PT0.001S")
        .hasSize(3);
  }

  @Test
  void aPartyIsReplacedWithTheRosterOfTheMomentAndARefusalSaysWhatIsMissing() {
    assertThat(watch.replaceParty(2))
        .failsWithin(Duration.ofSeconds(1))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(PartyOperations.RefusedException.class)
        .withMessageContaining("the files are not ready");
    rosterText = "signed anew";
    assertThat(watch.replaceParty(2)).isCompletedWithValue(2L);
  }

  @Test
  void failuresAreCountedAndNotTimed() {
    times.timed("Put", CompletableFuture.failedFuture(new IllegalStateException("away")));
    times.timed("Put", CompletableFuture.completedFuture("handle"));
    WorkLine line = watch.work().getFirst();
    assertThat(line.kind()).isEqualTo("Put");
    assertThat(line.done()).isEqualTo(1);
    assertThat(line.failed()).isEqualTo(1);
    assertThat(line.p99()).isGreaterThanOrEqualTo(line.median());
  }
}
