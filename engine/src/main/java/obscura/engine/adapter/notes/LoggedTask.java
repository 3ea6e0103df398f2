package obscura.engine.adapter.notes;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import obscura.mpc.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A task that is in the venue's log, or on its way there, until somebody has its answer. The
 * parties answer a job again as before, so it may be asked for as often as is needed. Thread-safe.
 */
final class LoggedTask {
  private final LongFunction<CompletableFuture<Outcome>> parties;
  private @Nullable CompletableFuture<Outcome> attempt;
  private long number;
  private long position;

  /**
   * A task without a number.
   *
   * @param parties asks them for the job of this number
   */
  LoggedTask(LongFunction<CompletableFuture<Outcome>> parties) {
    this.parties = parties;
  }

  /** The answer; the parties are asked if they have the number and nobody waits for them. */
  synchronized CompletableFuture<Outcome> answer() {
    CompletableFuture<Outcome> current = attempt;
    if (current == null || current.isCompletedExceptionally()) {
      current = new CompletableFuture<>();
      attempt = current;
      if (number != 0) {
        ask(current);
      }
    }
    return current.copy();
  }

  /** The log has given it a number; the parties are asked if somebody waits. */
  synchronized void ordered(long eventPosition, long jobNumber) {
    position = eventPosition;
    number = jobNumber;
    CompletableFuture<Outcome> current = attempt;
    if (current != null) {
      ask(current);
    }
  }

  private void ask(CompletableFuture<Outcome> current) {
    var _ =
        parties
            .apply(number)
            .whenComplete((outcome, failed) -> {
              if (failed == null) {
                current.complete(outcome);
              } else {
                current.completeExceptionally(failed);
              }
            });
  }

  /** The log did not take it. */
  synchronized void failed(Throwable why) {
    CompletableFuture<Outcome> current = attempt;
    if (current != null) {
      current.completeExceptionally(why);
    }
  }

  /** The job's number; 0 while the log has given none. */
  synchronized long number() {
    return number;
  }

  /** Of the event that ordered it. */
  synchronized long position() {
    return position;
  }
}
