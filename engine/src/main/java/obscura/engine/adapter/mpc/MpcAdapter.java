package obscura.engine.adapter.mpc;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import obscura.domain.Instrument;
import obscura.domain.RfqId;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.Job;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent.JobOrdered;
import obscura.engine.core.WorldCommand;
import obscura.engine.port.CommandLog;
import obscura.engine.port.EventConsumer;
import obscura.engine.port.Progress;
import obscura.mpc.api.CheatingSuspectedException;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Reveal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the core's jobs to the three parties and their outcomes to the log. While a party does not
 * answer, jobs are asked again after 1, 2, 4 … 32 seconds, and the core is told to refuse new
 * business (requirement 15.2). After five failures in a row a circuit breaker holds jobs back, and
 * one probe in 30 seconds finds out whether the parties are there again. The parties answer a job
 * that they know already as before, so asking twice does no harm.
 */
public final class MpcAdapter implements EventConsumer, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MpcAdapter.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofSeconds(32);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(1);

  private final Adoption adoption;
  private final MpcEngine engine;
  private final WorkTimes times;
  private final CommandLog log;
  private final Transcripts transcripts;
  private final CircuitBreaker breaker;
  private volatile SettlementTasks settlement =
      (number, task) -> {
        throw new IllegalStateException("nobody reads the jobs of settlement");
      };

  /**
   * The job that was answered last is told again at the next start and asked again: a party that
   * lost it has the two others take it back, and nobody else would ask for it.
   */
  private final Progress progress = new Progress(1);

  private final AtomicBoolean available = new AtomicBoolean(true);
  private final AtomicBoolean probing = new AtomicBoolean();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("mpc-retry").unstarted(task));

  /**
   * An adapter whose jobs are timed.
   *
   * @param transcripts where it keeps what the parties signed of selections
   */
  public MpcAdapter(
      MpcEngine engine,
      RosterKeeper keeper,
      WorkTimes times,
      CommandLog log,
      Transcripts transcripts) {
    this.transcripts = transcripts;
    this.breaker = new CircuitBreaker(System::nanoTime);
    this.adoption = new Adoption(engine, keeper);
    this.engine = engine;
    this.times = times;
    this.log = log;
  }

  /** Reads what settlement has the parties do. */
  public interface SettlementTasks {
    /** The job of a text that the log carried. */
    obscura.mpc.api.Job job(long number, String task);
  }

  /** From now on settlement may have the parties work; before any event. */
  public void reading(SettlementTasks tasks) {
    settlement = tasks;
  }

  @Override
  public String name() {
    return "mpc";
  }

  @Override
  public void accept(long position, VenueEvent event) {
    if (event instanceof JobOrdered job) {
      progress.taken(position, true);
      adoption.afterwards(() -> ask(position, job, FIRST_RETRY));
    } else {
      progress.taken(position, false);
      instrument(event).ifPresent(instrument -> adopt(position, instrument));
    }
  }

  /** An instrument of which the parties' operators signed something else is halted again. */
  private void adopt(long position, Instrument instrument) {
    Optional<String> difference = adoption.require(instrument);
    if (difference.isPresent()) {
      LOG.error("ALERT {}: it is halted", difference.get());
      Operation why = new Operation("mpc", "roster-" + position);
      log.submit(new OperatorCommand.HaltInstrument(why, instrument.symbol()));
    }
  }

  /** The instrument that may trade from this event on. */
  private static Optional<Instrument> instrument(VenueEvent event) {
    return switch (event) {
      case AccessEvent.InstrumentListed e -> Optional.of(e.instrument());
      case AccessEvent.InstrumentChanged e when !e.halted() -> Optional.of(e.instrument());
      default -> Optional.empty();
    };
  }

  @Override
  public long finished() {
    return progress.finished();
  }

  private void ask(long position, JobOrdered job, Duration retry) {
    if (breaker.isOpen()) {
      schedule(() -> ask(position, job, longer(retry)), retry);
      return;
    }
    if (job.job() instanceof Job.Settle settle) {
      settle(position, job, settle, retry);
    } else {
      execute(position, job, Jobs.job(job.number(), job.job(), engine), retry);
    }
  }

  /** A text that cannot be read stops the parties, who need every number, but not the venue. */
  private void settle(long position, JobOrdered job, Job.Settle settle, Duration retry) {
    obscura.mpc.api.Job asked;
    try {
      asked = settlement.job(job.number(), settle.task());
    } catch (RuntimeException unreadable) {
      LOG.error(
          "ALERT job {} of settlement cannot be read: the rail, or the key of its store, is another"
              + " than when it was asked",
          job.number(),
          unreadable);
      schedule(() -> ask(position, job, LAST_RETRY), LAST_RETRY);
      return;
    }
    execute(position, job, asked, retry);
  }

  private void execute(long position, JobOrdered job, obscura.mpc.api.Job asked, Duration retry) {
    times
        .timed(asked.getClass().getSimpleName(), engine.execute(asked))
        .whenComplete((outcome, failed) -> answer(position, job, retry, outcome, failed));
  }

  private void answer(
      long position, JobOrdered job, Duration retry, Outcome outcome, @Nullable Throwable failed) {
    if (failed != null) {
      later(() -> ask(position, job, longer(retry)), retry, failed, job.number());
      return;
    }
    breaker.succeeded();
    if (outcome instanceof Outcome.Refused refused) {
      LOG.error(
          "ALERT job {} breaks the rule {}: the parties refuse", job.number(), refused.rule());
    }
    kept(job.job(), outcome)
        .whenComplete((nothing, problem) -> {
          if (problem == null) {
            record(position, job, outcome);
          } else {
            later(() -> ask(position, job, longer(retry)), retry, problem, job.number());
          }
        });
  }

  private void record(long position, JobOrdered job, Outcome outcome) {
    log.submit(new WorldCommand.RecordOutcome(job.number(), Jobs.outcome(job.job(), outcome)))
        .thenRun(() -> progress.done(position));
  }

  /** A selection counts when what the parties signed of it is on the disk. */
  private CompletableFuture<Void> kept(Job job, Outcome outcome) {
    if (!(job instanceof Job.SelectBest select)
        || !(outcome instanceof Outcome.Selected || outcome instanceof Outcome.Composed)
        || select.rfq().isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return times
        .timed("Evidence", engine.evidence(Vectors.handle(select.request())))
        .thenAcceptAsync(evidence -> keep(select.rfq().get(), evidence), timer);
  }

  /** The parties have theirs if the disk fails: no reason to keep the taker waiting. */
  private void keep(RfqId rfq, Evidence evidence) {
    try {
      transcripts.keep(rfq, evidence);
    } catch (UncheckedIOException failed) {
      LOG.error("ALERT {}", failed.getMessage(), failed);
    }
  }

  private static Duration longer(Duration retry) {
    Duration twice = retry.multipliedBy(2);
    return twice.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : twice;
  }

  private void later(Runnable again, Duration wait, Throwable failed, long job) {
    if (timer.isShutdown()) {
      return;
    }
    Throwable cause =
        failed instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : failed;
    if (!(cause instanceof MpcUnavailableException)) {
      LOG.error("job {} failed", job, cause);
      return;
    }
    breaker.failed();
    if (cause instanceof CheatingSuspectedException) {
      LOG.error("ALERT job {}: a party is suspected of cheating: {}", job, cause.getMessage());
    }
    LOG.warn("job {} is not answered: {}; asked again in {}", job, cause.getMessage(), wait);
    lost();
    schedule(again, wait);
  }

  /** The parties do not answer: tells the core once, and probes until they do. */
  public void lost() {
    if (available.compareAndSet(true, false)) {
      log.submit(new WorldCommand.SetEngineAvailable(false));
      probe();
    }
  }

  private void probe() {
    if (probing.compareAndSet(false, true)) {
      schedule(this::probeNow, PROBE_EVERY);
    }
  }

  private void probeNow() {
    if (!breaker.admitsProbe()) {
      probing.set(false);
      probe();
      return;
    }
    engine
        .reveal(new Reveal(List.of(), Reveal.COMPLIANCE))
        .handle((answer, failed) -> {
          probing.set(false);
          if (failed != null) {
            breaker.failed();
            probe();
            return null;
          }
          breaker.succeeded();
          if (available.compareAndSet(false, true)) {
            log.submit(new WorldCommand.SetEngineAvailable(true));
          }
          return null;
        });
  }

  /**
   * Completes when the parties have begun an epoch under the roster that was required so far; asks
   * them until then.
   *
   * @param limit after which it fails
   */
  public CompletableFuture<Void> ready(Duration limit) {
    CompletableFuture<Void> ready = new CompletableFuture<>();
    long deadline = System.nanoTime() + limit.toNanos();
    adoption.afterwards(() -> joinUntil(deadline, ready));
    return ready.orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void joinUntil(long deadline, CompletableFuture<Void> ready) {
    var _ =
        engine
            .reveal(new Reveal(List.of(), Reveal.COMPLIANCE))
            .whenComplete((answer, failed) -> {
              if (failed == null) {
                ready.complete(null);
              } else if (System.nanoTime() - deadline < 0) {
                schedule(() -> joinUntil(deadline, ready), FIRST_RETRY);
              } else {
                ready.completeExceptionally(failed);
              }
            });
  }

  private void schedule(Runnable task, Duration wait) {
    if (!timer.isShutdown()) {
      timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    adoption.close();
    timer.shutdownNow();
  }
}
