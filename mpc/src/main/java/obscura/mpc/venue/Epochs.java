package obscura.mpc.venue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import obscura.mpc.api.RefusedException;
import obscura.mpc.party.Ask;
import obscura.mpc.party.PartyPort;
import obscura.mpc.party.PartyStatus;
import org.jspecify.annotations.Nullable;

/**
 * The epoch in which the three work together. Whenever the venue is in doubt (its own start, a
 * party that did not answer, keys to be changed) it lets the parties begin a new one before it asks
 * anything else. Questions leave in one order to all three. Any thread.
 */
final class Epochs {
  /** Before the parties' own limit of 24 hours. */
  private static final Duration LONGEST = Duration.ofHours(23);

  /** More runs than there can have been: a party that claims more cannot exhaust them. */
  private static final long RUNS_MAX = 1L << 62;

  private final Trio trio;
  private final Duration timeout;
  private final Duration runTimeout;
  private final Duration joinTimeout;
  private final Clock clock;
  private final LongConsumer joined;
  private long lastRun;
  private long epoch;
  private long endsMillis;
  private @Nullable CompletableFuture<Long> joining;

  /**
   * In no epoch yet.
   *
   * @param timeout of a party's answer
   * @param runTimeout of common work
   * @param joinTimeout of a new epoch
   * @param joined told the last job that all three executed, whenever an epoch begins
   */
  Epochs(
      Trio trio,
      Duration timeout,
      Duration runTimeout,
      Duration joinTimeout,
      Clock clock,
      LongConsumer joined) {
    this.trio = trio;
    this.timeout = timeout;
    this.runTimeout = runTimeout;
    this.joinTimeout = joinTimeout;
    this.clock = clock;
    this.joined = joined;
  }

  /**
   * Asks all three within an epoch; a failure ends it. If that was no fault of the question, since
   * the epoch was over when it came, it is asked once more in the next one.
   *
   * @param question one that may come twice
   */
  <T> CompletableFuture<List<T>> ask(Question<T> question) {
    long begun = System.nanoTime();
    return askOnce(question)
        .exceptionallyCompose(problem ->
            isEndOfEpoch(problem) && System.nanoTime() - begun < timeout.toNanos()
                ? askOnce(question)
                : CompletableFuture.failedFuture(problem));
  }

  private <T> CompletableFuture<List<T>> askOnce(Question<T> question) {
    synchronized (this) {
      if (isCurrent()) {
        long asked = epoch;
        Ask ask = new Ask(asked, deadline(timeout));
        return doubted(asked, trio.ask((k, party) -> question.ask(k, party, ask), timeout));
      }
    }
    return current().thenCompose(begun -> askOnce(question));
  }

  /** Hands a roster to all three, in an epoch or not. */
  CompletableFuture<List<Long>> adopt(String roster) {
    long by = deadline(timeout);
    return trio.ask((k, party) -> party.roster(roster, by), timeout);
  }

  /** Asks all three within an epoch, with a fresh run. */
  <T> CompletableFuture<List<T>> run(BiFunction<PartyPort, Run, CompletableFuture<T>> question) {
    synchronized (this) {
      if (isCurrent()) {
        long asked = epoch;
        Run run = new Run(++lastRun, new Ask(asked, deadline(runTimeout)));
        return doubted(asked, trio.ask((k, party) -> question.apply(party, run), runTimeout));
      }
    }
    return current().thenCompose(begun -> run(question));
  }

  /** A number for a run, and the question's conditions. */
  record Run(long number, Ask ask) {}

  /** One question to one party. */
  @FunctionalInterface
  interface Question<T> {
    CompletableFuture<T> ask(int number, PartyPort party, Ask ask);
  }

  /** The epoch, begun if need be. */
  synchronized CompletableFuture<Long> current() {
    if (isCurrent()) {
      return CompletableFuture.completedFuture(epoch);
    }
    if (joining != null) {
      return joining.copy();
    }
    CompletableFuture<Long> begun = begin().whenComplete((number, problem) -> finish(number));
    joining = begun.isDone() ? null : begun;
    return begun.copy();
  }

  /** Ends the epoch: the next question begins another, with other keys. */
  synchronized void end() {
    epoch = 0;
  }

  private boolean isCurrent() {
    return epoch != 0 && clock.millis() < endsMillis;
  }

  private synchronized void finish(@Nullable Long number) {
    if (number != null) {
      epoch = number;
      endsMillis = clock.millis() + LONGEST.toMillis();
    }
    joining = null;
  }

  private CompletableFuture<Long> begin() {
    long statusBy = deadline(timeout);
    return trio.ask((k, party) -> party.status(statusBy), timeout).thenCompose(this::join);
  }

  private CompletableFuture<Long> join(List<PartyStatus> statuses) {
    long number;
    CompletableFuture<List<Long>> answers;
    synchronized (this) {
      statuses.forEach(status -> lastRun = Math.max(lastRun, Math.min(status.lastRun(), RUNS_MAX)));
      number = ++lastRun;
      long by = deadline(joinTimeout);
      answers = trio.ask((k, party) -> party.join(number, by), joinTimeout);
    }
    return answers.thenApply(executed -> {
      joined.accept(trio.agreed(executed, last -> last));
      return number;
    });
  }

  private synchronized void doubt(long asked) {
    if (epoch == asked) {
      epoch = 0;
    }
  }

  private <T> CompletableFuture<T> doubted(long asked, CompletableFuture<T> answer) {
    return answer.whenComplete((result, problem) -> {
      if (problem != null && !isRefusal(problem)) {
        doubt(asked);
      }
    });
  }

  private static boolean isRefusal(Throwable problem) {
    Throwable cause = problem instanceof CompletionException e ? e.getCause() : problem;
    return cause instanceof RefusedException || cause instanceof LoneRefusalException;
  }

  private static boolean isEndOfEpoch(Throwable problem) {
    Throwable cause = problem instanceof CompletionException e ? e.getCause() : problem;
    return cause instanceof EpochOverException;
  }

  private static long deadline(Duration limit) {
    return System.nanoTime() + limit.toNanos();
  }
}
