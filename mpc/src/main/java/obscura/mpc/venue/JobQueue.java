package obscura.mpc.venue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import obscura.mpc.api.Job;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Gives the parties one job at a time, in the order of their numbers. Jobs beyond a gap wait, up to
 * a bound (requirement 17.3). After a failed attempt all waiting ones fail, to be asked again. Any
 * thread.
 */
final class JobQueue {
  /** How many jobs wait at most. */
  static final int WAITING_MAX = 8192;

  private static final class Waiting {
    private final Job job;
    private final CompletableFuture<Outcome> answer = new CompletableFuture<>();

    Waiting(Job job) {
      this.job = job;
    }
  }

  private final Function<Job, CompletableFuture<Outcome>> parties;
  private final TreeMap<Long, Waiting> waiting = new TreeMap<>();
  private long executed;
  private boolean running;
  private boolean begun;
  private long lastActiveNanos;
  private @Nullable Job last;
  private @Nullable Outcome lastOutcome;
  private @Nullable String stopped;

  /**
   * Starts before the first job.
   *
   * @param parties has a job executed, or answered again, by all three
   */
  JobQueue(Function<Job, CompletableFuture<Outcome>> parties) {
    this.parties = parties;
  }

  synchronized long executed() {
    return executed;
  }

  /** Why nothing is executed any more; null while all is well. */
  synchronized @Nullable String stopped() {
    return stopped;
  }

  /** Whether no job was asked for or done in this time, and the parties have begun. */
  synchronized boolean isQuietFor(Duration time) {
    return begun
        && !running
        && waiting.isEmpty()
        && System.nanoTime() - lastActiveNanos > time.toNanos();
  }

  /**
   * The parties have agreed on the last job that all executed. If they took back the very last one,
   * though its answer was given away (a party lied about where it stands), it is done again at once
   * and must come out the same.
   *
   * @throws MpcUnavailableException if that is before one whose answer was given away
   */
  void resumeAfter(long job) {
    synchronized (this) {
      begun = true;
      lastActiveNanos = System.nanoTime();
      Job again = last;
      if (again != null && again.number() == job + 1) {
        executed = job;
        waiting.putIfAbsent(again.number(), new Waiting(again));
        // Not here: the epoch counts as begun only when this returns.
        var _ = CompletableFuture.runAsync(this::advance);
        return;
      }
      if (job >= executed) {
        executed = job;
        return;
      }
    }
    throw stop("the parties have lost jobs after " + job);
  }

  CompletableFuture<Outcome> add(Job job) {
    Waiting entry;
    synchronized (this) {
      if (stopped != null) {
        return CompletableFuture.failedFuture(new MpcUnavailableException(stopped));
      }
      if (job.number() <= executed) {
        return parties.apply(job).whenComplete((outcome, problem) -> remember(job, outcome));
      }
      if (waiting.size() >= WAITING_MAX && !waiting.containsKey(job.number())) {
        return CompletableFuture.failedFuture(
            new MpcUnavailableException(WAITING_MAX + " jobs wait already"));
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

  /** Refuses everything from now on; the first reason stays. */
  MpcUnavailableException stop(String reason) {
    MpcUnavailableException refusal = new MpcUnavailableException("stopped: " + reason);
    List<Waiting> failed;
    synchronized (this) {
      if (stopped == null) {
        stopped = refusal.getMessage();
      }
      failed = new ArrayList<>(waiting.values());
      waiting.clear();
    }
    failed.forEach(entry -> entry.answer.completeExceptionally(refusal));
    return refusal;
  }

  /** The last job, answered again after a start of the venue: it too may be taken back. */
  private synchronized void remember(Job job, @Nullable Outcome outcome) {
    if (outcome != null && job.number() == executed && last == null) {
      last = job;
      lastOutcome = outcome;
    }
  }

  private boolean isOtherThanBefore(Job job, Outcome outcome) {
    return last != null
        && last.number() == job.number()
        && !isDrawn(job)
        && !outcome.equals(lastOutcome);
  }

  /** Jobs whose outcome rests on fresh randomness come out otherwise each time. */
  private static boolean isDrawn(Job job) {
    return job instanceof Job.RandomPermutation || job instanceof Job.Settle;
  }

  private void advance() {
    Waiting entry;
    synchronized (this) {
      Map.Entry<Long, Waiting> next = waiting.firstEntry();
      if (running || next == null || next.getKey() > executed + 1) {
        return;
      }
      running = true;
      lastActiveNanos = System.nanoTime();
      entry = next.getValue();
    }
    var _ =
        parties
            .apply(entry.job)
            .whenComplete((outcome, problem) -> finish(entry, outcome, problem));
  }

  private void finish(Waiting entry, @Nullable Outcome outcome, @Nullable Throwable problem) {
    List<Waiting> failed = new ArrayList<>();
    synchronized (this) {
      running = false;
      lastActiveNanos = System.nanoTime();
      if (outcome != null && isOtherThanBefore(entry.job, outcome)) {
        var _ = stop("job " + entry.job.number() + " came out otherwise than before");
        return;
      }
      if (outcome != null) {
        last = entry.job;
        lastOutcome = outcome;
        executed = Math.max(executed, entry.job.number());
        waiting.remove(entry.job.number());
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
