package obscura.engine.port;

import java.util.concurrent.CompletableFuture;
import obscura.engine.core.VenueCommand;

/** Puts commands into the one order. Any thread may call. */
public interface CommandLog {
  /**
   * Completes when the command is in the log and carried out: from then on it survives a kill of
   * the process. Commands of one thread keep their order. Completes exceptionally if the log is
   * closed; then nobody knows whether it was carried out.
   */
  CompletableFuture<Void> submit(VenueCommand command);
}
