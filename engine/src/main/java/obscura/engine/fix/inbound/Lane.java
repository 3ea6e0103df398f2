package obscura.engine.fix.inbound;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import obscura.engine.core.VenueCommand;
import obscura.engine.port.CommandLog;

/**
 * One session's commands on their way into the log: they become ready in any order, as the parties
 * take their shares, and are submitted in the order of arrival. Thread-safe.
 */
final class Lane {
  private final CommandLog log;
  private final Deque<Slot> waiting = new ArrayDeque<>();

  Lane(CommandLog log) {
    this.log = log;
  }

  private record Slot(CompletableFuture<VenueCommand> command, CompletableFuture<Void> logged) {}

  /** Completes once the command is in the log. */
  CompletableFuture<Void> add(CompletableFuture<VenueCommand> command) {
    Slot slot = new Slot(command, new CompletableFuture<>());
    synchronized (this) {
      waiting.add(slot);
    }
    var _ = command.whenComplete((_, _) -> submitReady());
    return slot.logged();
  }

  private synchronized void submitReady() {
    while (!waiting.isEmpty() && waiting.getFirst().command().isDone()) {
      Slot slot = waiting.removeFirst();
      var _ =
          slot.command()
              .thenCompose(log::submit)
              .whenComplete((_, failed) -> {
                if (failed == null) {
                  slot.logged().complete(null);
                } else {
                  slot.logged().completeExceptionally(failed);
                }
              });
    }
  }
}
