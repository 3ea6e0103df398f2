package obscura.engine;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import obscura.engine.port.Faults;
import obscura.engine.port.VenueFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every fault and keeps the first. Thread-safe. */
final class EmergencyStop implements Faults {
  private static final Logger LOG = LoggerFactory.getLogger(EmergencyStop.class);

  private final CompletableFuture<VenueFault> first = new CompletableFuture<>();

  @Override
  public void stop(VenueFault fault) {
    LOG.error("the venue stops: {}", fault.getMessage(), fault);
    first.complete(fault);
  }

  Optional<VenueFault> first() {
    return Optional.ofNullable(first.getNow(null));
  }

  /** Waits for a fault. */
  VenueFault await() {
    return first.join();
  }
}
