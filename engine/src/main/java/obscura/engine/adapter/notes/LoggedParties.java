package obscura.engine.adapter.notes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import obscura.engine.core.Job;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent.JobOrdered;
import obscura.engine.core.WorldCommand;
import obscura.engine.port.CommandLog;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.Progress;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Settlement;
import obscura.settlement.service.port.UnavailableException;

/**
 * The parties of a venue, whose jobs its log numbers: a task goes into the log, and when it comes
 * back with its number the parties are asked. The adapter of the parties asks them the same, and
 * again until they answer; they answer one job once. Who waits here gives up after a while, and
 * what comes of the job then is nobody's.
 */
public final class LoggedParties implements NoteParties, EventConsumer {
  private final MpcEngine engine;
  private final CommandLog log;
  private final TaskText texts;
  private final Duration patience;
  private final Progress progress = new Progress();
  private final Map<String, CompletableFuture<Outcome>> waiting = new ConcurrentHashMap<>();

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
    return asked(texts.write(task));
  }

  @Override
  public Outcome draw(Handle batch, int size) {
    return asked(texts.write(batch, size));
  }

  @Override
  public Evidence evidence(Handle digest) {
    return answer(engine.evidence(digest));
  }

  @Override
  public List<Handle> drawRoots() {
    return answer(engine.drawRoots());
  }

  private Outcome asked(String text) {
    CompletableFuture<Outcome> answer = new CompletableFuture<>();
    waiting.put(text, answer);
    try {
      var _ =
          log.submit(new WorldCommand.AskParties(text))
              .exceptionally(failed -> {
                answer.completeExceptionally(failed);
                return null;
              });
      return answer(answer);
    } finally {
      waiting.remove(text);
    }
  }

  private <T> T answer(CompletableFuture<T> asked) {
    try {
      return asked.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException failed) {
      throw new UnavailableException("the parties do not answer", failed);
    }
  }

  @Override
  public String name() {
    return "settlement-jobs";
  }

  @Override
  public void accept(long position, VenueEvent event) {
    progress.taken(position, false);
    if (event instanceof JobOrdered ordered && ordered.job() instanceof Job.Settle settle) {
      CompletableFuture<Outcome> answer = waiting.get(settle.task());
      if (answer != null) {
        var _ =
            engine
                .execute(texts.read(ordered.number(), settle.task()))
                .whenComplete((outcome, failed) -> {
                  if (failed == null) {
                    answer.complete(outcome);
                  } else {
                    answer.completeExceptionally(failed);
                  }
                });
      }
    }
  }

  @Override
  public long finished() {
    return progress.finished();
  }
}
