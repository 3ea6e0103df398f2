package obscura.engine.fix;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import obscura.engine.core.VenueCommand;
import obscura.engine.port.CommandLog;

/** A log in memory. */
public final class FakeLog implements CommandLog {
  public final List<VenueCommand> commands = new CopyOnWriteArrayList<>();

  @Override
  public CompletableFuture<Void> submit(VenueCommand command) {
    commands.add(command);
    return CompletableFuture.completedFuture(null);
  }

  public VenueCommand last() {
    return commands.getLast();
  }
}
