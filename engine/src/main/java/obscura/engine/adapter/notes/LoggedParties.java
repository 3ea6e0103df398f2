package obscura.engine.adapter.notes;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import obscura.engine.core.Job.Settle;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent.JobOrdered;
import obscura.engine.core.WorldCommand;
import obscura.engine.port.CommandLog;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.Progress;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Settlement;
import obscura.settlement.service.port.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * The parties of a venue, whose jobs its log numbers: a task goes into the log, and when it comes
 * back with its number the parties are asked. The adapter of the parties asks them the same, and
 * again until they answer; they answer one job once, and who asks again hears the same.
 *
 * <p>A task is in the log once until somebody has its answer: whoever gave up waiting gets it by
 * asking for the same again. After a restart the log tells again from where the other readers of
 * events stopped, with open trades from their beginning: so the first answer may be one from
 * before, and a task that no trade needs may be asked again. What nobody asks for while {@link
 * #KEPT_JOBS} further jobs are ordered is forgotten.
 */
public final class LoggedParties implements NoteParties, EventConsumer, AutoCloseable {
  /** Fewer than the parties know the answers of (8,192). */
  static final long KEPT_JOBS = 4096;

  private final MpcEngine engine;
  private final CommandLog log;
  private final TaskText texts;
  private final Duration patience;
  private final Progress progress = new Progress();
  private final Map<Job, LoggedTask> tasks = new HashMap<>();
  private final Map<Object, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Waits for events.
   *
   * @param patience for an answer
   */
  public LoggedParties(MpcEngine engine, CommandLog log, TaskText texts, Duration patience) {
    this.engine = engine;
    this.log = log;
    this.texts = texts;
    this.patience = patience;
  }

  @Override
  public Outcome run(Settlement task) {
    return asked(texts.job(task));
  }

  @Override
  public Outcome draw(Handle batch, int size) {
    return asked(texts.job(batch, size));
  }

  @Override
  public Evidence evidence(Handle digest) {
    return answer(engine.evidence(digest));
  }

  @Override
  public List<Handle> drawRoots() {
    return answer(engine.drawRoots());
  }

  private Outcome asked(Job job) {
    LoggedTask task;
    boolean isNew;
    synchronized (tasks) {
      isNew = !tasks.containsKey(job);
      task = tasks.computeIfAbsent(job, this::unnumbered);
    }
    CompletableFuture<Outcome> asked = task.answer();
    if (isNew) {
      order(job, task);
    }
    Outcome outcome = answer(asked);
    forget(job, task);
    return outcome;
  }

  private LoggedTask unnumbered(Job job) {
    return new LoggedTask(number -> engine.execute(texts.numbered(number, job)));
  }

  /** If the log is closed nobody knows whether it took the task: after a restart it tells. */
  private void order(Job job, LoggedTask task) {
    var _ =
        log.submit(new WorldCommand.AskParties(texts.write(job)))
            .exceptionally(failed -> {
              forget(job, task);
              task.failed(failed);
              return null;
            });
  }

  private void forget(Job job, LoggedTask task) {
    synchronized (tasks) {
      if (tasks.remove(job, task)) {
        done(task);
      }
    }
  }

  private void done(LoggedTask task) {
    if (task.number() != 0) {
      progress.done(task.position());
    }
  }

  private <T> T answer(CompletableFuture<T> asked) {
    CompletableFuture<T> mine = asked.copy();
    Object place = new Object();
    waiting.put(place, mine);
    if (closed) {
      end(mine);
    }
    try {
      return mine.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException failed) {
      throw new UnavailableException("the parties do not answer", failed);
    } finally {
      waiting.remove(place);
    }
  }

  private static void end(CompletableFuture<?> answer) {
    answer.completeExceptionally(new UnavailableException("the venue closes"));
  }

  @Override
  public String name() {
    return "settlement-jobs";
  }

  @Override
  public void accept(long position, VenueEvent event) {
    LoggedTask task = null;
    long number = 0;
    if (event instanceof JobOrdered ordered) {
      number = ordered.number();
      forgetBefore(number - KEPT_JOBS);
      if (ordered.job() instanceof Settle settle) {
        task = unanswered(settle.task());
      }
    }
    progress.taken(position, task != null);
    if (task != null) {
      task.ordered(position, number);
    }
  }

  /** Null if it cannot be read, as the adapter of the parties says, or has a number already. */
  private @Nullable LoggedTask unanswered(String text) {
    try {
      Job job = texts.job(text);
      synchronized (tasks) {
        LoggedTask task = tasks.computeIfAbsent(job, this::unnumbered);
        return task.number() == 0 ? task : null;
      }
    } catch (RuntimeException unreadable) {
      return null;
    }
  }

  private void forgetBefore(long number) {
    synchronized (tasks) {
      Iterator<LoggedTask> each = tasks.values().iterator();
      while (each.hasNext()) {
        LoggedTask task = each.next();
        if (task.number() != 0 && task.number() < number) {
          each.remove();
          done(task);
        }
      }
    }
  }

  @Override
  public long finished() {
    return progress.finished();
  }

  /** Whoever waits gets no answer, at once; what was asked for is in the log. */
  @Override
  public void close() {
    closed = true;
    waiting.values().forEach(LoggedParties::end);
  }
}
