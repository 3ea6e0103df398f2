package obscura.mpc.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import obscura.mpc.api.Job;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Gives the parties one job at a time, in the order of their numbers. Jobs beyond a gap wait. After
 * a failed attempt all waiting ones fail, to be asked again. Any thread.
 */
final class JobQueue {
  private static final class Waiting {
    private final Job job;
    private final CompletableFuture<Outcome> answer = new CompletableFuture<>();

    Waiting(Job job) {
      this.job = job;
    }
  }

  private final BiFunction<Job, Integer, CompletableFuture<Outcome>> parties;
  private final Map<Long, Waiting> waiting = new HashMap<>();
  private long executed;
  private int attempts;
  private boolean running;
  private @Nullable String stopped;

  /**
   * Starts after a job.
   *
   * @param parties executes a job, at the given attempt, at all three
   */
  JobQueue(long executed, BiFunction<Job, Integer, CompletableFuture<Outcome>> parties) {
    this.executed = executed;
    this.parties = parties;
  }

  synchronized long executed() {
    return executed;
  }

  /** Why nothing is executed any more; null while all is well. */
  synchronized @Nullable String stopped() {
    return stopped;
  }

  CompletableFuture<Outcome> add(Job job) {
    if (job.number() < 1) {
      throw new IllegalArgumentException("jobs are numbered from 1, not " + job.number());
    }
    Waiting entry;
    synchronized (this) {
      if (stopped != null) {
        return CompletableFuture.failedFuture(new MpcUnavailableException(stopped));
      }
      if (job.number() <= executed) {
        return parties.apply(job, 1);
      }
      entry = waiting.computeIfAbsent(job.number(), n -> new Waiting(job));
      if (!entry.job.equals(job)) {
        return CompletableFuture.failedFuture(
            stop("job " + job.number() + " came with another content"));
      }
    }
    advance();
    return entry.answer.copy();
  }

  /** Refuses everything from now on. */
  MpcUnavailableException stop(String reason) {
    MpcUnavailableException refusal = new MpcUnavailableException("stopped: " + reason);
    List<Waiting> failed;
    synchronized (this) {
      stopped = refusal.getMessage();
      failed = new ArrayList<>(waiting.values());
      waiting.clear();
    }
    failed.forEach(entry -> entry.answer.completeExceptionally(refusal));
    return refusal;
  }

  private void advance() {
    Waiting next;
    int attempt;
    synchronized (this) {
      next = waiting.get(executed + 1);
      if (running || next == null) {
        return;
      }
      running = true;
      attempt = ++attempts;
    }
    Waiting entry = next;
    var _ =
        parties
            .apply(entry.job, attempt)
            .whenComplete((outcome, problem) -> finish(entry, outcome, problem));
  }

  private void finish(Waiting entry, @Nullable Outcome outcome, @Nullable Throwable problem) {
    List<Waiting> failed = new ArrayList<>();
    synchronized (this) {
      running = false;
      if (outcome != null) {
        executed = entry.job.number();
        attempts = 0;
        waiting.remove(executed);
      } else {
        failed.addAll(waiting.values());
        waiting.clear();
      }
    }
    if (outcome != null) {
      advance();
      entry.answer.complete(outcome);
    } else if (problem != null) {
      Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
      failed.forEach(one -> one.answer.completeExceptionally(cause));
    }
  }
}
