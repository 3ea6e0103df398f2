package obscura.engine.port;

/**
 * The emergency stop. Whoever finds that it cannot go on without doing harm says so here, does
 * nothing more, and leaves the rest to the supervisor, who starts the venue again from its log. Any
 * thread may call; returns at once.
 */
@FunctionalInterface
public interface Faults {
  /** Stops the venue, loudly. Only the first fault counts. */
  void stop(VenueFault fault);
}
