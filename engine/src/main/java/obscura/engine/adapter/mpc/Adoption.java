package obscura.engine.adapter.mpc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import obscura.domain.Instrument;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.RefusedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the parties the roster that an instrument needs. Jobs that come later wait for it; while a
 * party is away it is asked again every second. One thread asks, answers come on others.
 */
final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final MpcEngine engine;
  private final RosterKeeper keeper;
  private CompletableFuture<Void> done = CompletableFuture.completedFuture(null);
  private volatile boolean closed;

  Adoption(MpcEngine engine, RosterKeeper keeper) {
    this.engine = engine;
    this.keeper = keeper;
  }

  /**
   * The instrument shall trade from now on.
   *
   * @return why it must not, in one line; empty if it may
   */
  Optional<String> require(Instrument instrument) {
    Optional<String> roster = keeper.enabling(instrument);
    roster.ifPresent(text -> done = done.thenCompose(before -> hand(text)));
    return keeper.difference(instrument);
  }

  /** Does something when all that was required before is done. */
  void afterwards(Runnable task) {
    if (done.isDone()) {
      task.run();
    } else {
      var _ = done.thenRun(task);
    }
  }

  private CompletableFuture<Void> hand(String roster) {
    return engine
        .adopt(roster)
        .handle((epoch, failed) -> failed)
        .thenCompose(failed -> again(roster, failed));
  }

  private CompletableFuture<Void> again(String roster, @Nullable Throwable failed) {
    Throwable cause = failed instanceof CompletionException e ? e.getCause() : failed;
    if (cause instanceof RefusedException refused) {
      LOG.error("ALERT the parties refuse the roster: {}", refused.getMessage());
    }
    if (cause == null || cause instanceof RefusedException || closed) {
      return CompletableFuture.completedFuture(null);
    }
    LOG.warn("the roster could not be handed over: {}; again in {}", cause.getMessage(), RETRY);
    return CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(RETRY.toMillis(), TimeUnit.MILLISECONDS))
        .thenCompose(waited -> hand(roster));
  }

  void close() {
    closed = true;
  }
}
