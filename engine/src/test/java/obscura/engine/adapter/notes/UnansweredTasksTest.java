package obscura.engine.adapter.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import obscura.engine.core.Job;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.WorkEvent.JobOrdered;
import obscura.engine.core.WorldCommand.AskParties;
import obscura.engine.port.CommandLog;
import obscura.mpc.api.Handle;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.Told;
import obscura.mpc.api.Statement;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.store.StoreKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task of settlement is in the venue's log once, until whoever asked has its answer. */
@Timeout(60)
class UnansweredTasksTest {
  private static final Settlement TASK = new Settlement.Equals(new Handle(1, 2, 3, 4));
  private static final Settlement OTHER = new Settlement.Equals(new Handle(5, 6, 7, 8));
  private static final Outcome YES = new Outcome.Settled(new Told(true));
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofMillis(20);

  private final TaskText texts =
      new TaskText(StoreKey.of(SharedScene.secret("log")), UnansweredTasksTest::unsigned);
  private final List<Long> asked = new ArrayList<>();
  private final List<JobOrdered> ordered = new ArrayList<>();
  private CompletableFuture<Outcome> answer = away();
  private LoggedParties parties = parties(LONG);
  private long position;

  private static Statement unsigned(String owner, long at, Purpose purpose) {
    throw new AssertionError("nothing here is signed");
  }

  private static CompletableFuture<Outcome> away() {
    return CompletableFuture.failedFuture(new MpcUnavailableException("away"));
  }

  private LoggedParties parties(Duration patience) {
    return new LoggedParties(engine(), this::order, texts, patience);
  }

  private MpcEngine engine() {
    Function<obscura.mpc.api.Job, CompletableFuture<Outcome>> execute =
        job -> {
          asked.add(job.number());
          return answer;
        };
    return (MpcEngine)
        Proxy.newProxyInstance(
            MpcEngine.class.getClassLoader(),
            new Class<?>[] {MpcEngine.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("execute");
              return execute.apply((obscura.mpc.api.Job) arguments[0]);
            });
  }

  /** The log gives the next number and tells it at once. */
  private CompletableFuture<Void> order(VenueCommand command) {
    ordered.add(
        new JobOrdered(
            Instant.EPOCH, ordered.size() + 1, new Job.Settle(((AskParties) command).task())));
    parties.accept(++position, ordered.getLast());
    return CompletableFuture.completedFuture(null);
  }

  private void assertUnanswered(Settlement task) {
    assertThatThrownBy(() -> parties.run(task)).isInstanceOf(UnavailableException.class);
  }

  @Test
  void whileThePartiesAreAwayItIsOneJob() {
    assertUnanswered(TASK);
    assertUnanswered(TASK);
    assertUnanswered(OTHER);
    assertUnanswered(TASK);
    assertThat(ordered).hasSize(2);
    assertThat(asked).containsExactly(1L, 1L, 2L, 1L);
    assertThat(parties.finished()).as("both are told again after a crash").isZero();
    answer = CompletableFuture.completedFuture(YES);
    assertThat(parties.run(TASK)).isEqualTo(YES);
    assertThat(parties.finished()).isEqualTo(1);
    assertThat(parties.run(OTHER)).isEqualTo(YES);
    assertThat(parties.finished()).isEqualTo(2);
    assertThat(ordered).hasSize(2);
    assertThat(parties.run(TASK)).as("who has an answer asks anew").isEqualTo(YES);
    assertThat(ordered).hasSize(3);
  }

  @Test
  void whoGaveUpGetsTheLateAnswerByAskingAgain() {
    parties = parties(SHORT);
    answer = new CompletableFuture<>();
    assertUnanswered(TASK);
    assertUnanswered(TASK);
    answer.complete(YES);
    assertThat(parties.run(TASK)).isEqualTo(YES);
    assertThat(ordered).hasSize(1);
    assertThat(asked).as("nobody asked the parties twice").containsExactly(1L);
  }

  @Test
  void afterARestartTheLogTellsWhatWasNotAnswered() {
    assertUnanswered(TASK);
    parties = parties(LONG);
    parties.accept(position, ordered.getFirst());
    assertThat(asked).as("nobody wants to know yet").hasSize(1);
    answer = CompletableFuture.completedFuture(YES);
    assertThat(parties.finished()).isZero();
    assertThat(parties.run(TASK)).isEqualTo(YES);
    assertThat(asked).containsExactly(1L, 1L);
    assertThat(ordered).hasSize(1);
    assertThat(parties.finished()).isEqualTo(1);
  }

  @Test
  void whatNobodyAsksForIsForgottenBeforeThePartiesForgetIt() {
    assertUnanswered(TASK);
    long last = LoggedParties.KEPT_JOBS + 1;
    parties.accept(++position, new JobOrdered(Instant.EPOCH, last, new Job.Sweep()));
    assertThat(parties.finished()).isZero();
    parties.accept(++position, new JobOrdered(Instant.EPOCH, last + 1, new Job.Sweep()));
    assertThat(parties.finished()).isEqualTo(position);
    assertUnanswered(TASK);
    assertThat(ordered).hasSize(2);
  }

  @Test
  void whoeverWaitsWhenTheVenueClosesIsToldAtOnce() throws Exception {
    CountDownLatch asks = new CountDownLatch(1);
    CommandLog slow =
        command -> {
          asks.countDown();
          return new CompletableFuture<>();
        };
    LoggedParties closing = new LoggedParties(engine(), slow, texts, LONG);
    CompletableFuture<Outcome> waits = CompletableFuture.supplyAsync(() -> closing.run(TASK));
    assertThat(asks.await(30, TimeUnit.SECONDS)).isTrue();
    closing.close();
    assertThatThrownBy(() -> waits.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> closing.run(OTHER)).isInstanceOf(UnavailableException.class);
  }

  /** Whoever could not write into the log asks anew; a text of another key is nobody's here. */
  @Test
  void whatTheLogDidNotTakeOrNobodyCanReadIsNotKept() {
    CommandLog shut = command -> CompletableFuture.failedFuture(new IllegalStateException("shut"));
    LoggedParties refused = new LoggedParties(engine(), shut, texts, LONG);
    for (int k = 0; k < 2; k++) {
      assertThatThrownBy(() -> refused.run(TASK))
          .isInstanceOf(UnavailableException.class)
          .hasRootCauseMessage("shut");
    }
    TaskText other =
        new TaskText(StoreKey.of(SharedScene.secret("other")), UnansweredTasksTest::unsigned);
    Job strange = new Job.Settle(other.write(other.job(TASK)));
    parties.accept(++position, new JobOrdered(Instant.EPOCH, 1, strange));
    assertThat(parties.finished()).isEqualTo(position);
  }
}
