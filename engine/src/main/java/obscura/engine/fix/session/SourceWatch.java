package obscura.engine.fix.session;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps one source address from wasting everybody's time: few sockets before Logon, and a pause
 * after too many failed ones (rules of engagement 1.3, 1.4). Thread-safe.
 */
final class SourceWatch {
  static final int UNAUTHENTICATED_PER_ADDRESS_MAX = 4;
  static final int UNAUTHENTICATED_MAX = 256;
  static final int FAILURES_MAX = 5;
  static final Duration WINDOW = Duration.ofMinutes(1);
  static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int ADDRESSES_MAX = 10_000;

  private static final class Source {
    private final ArrayDeque<Instant> failures = new ArrayDeque<>();
    private int unauthenticated;
    private Instant pausedUntil = Instant.MIN;
  }

  private final InstantSource clock;
  private final Map<InetAddress, Source> sources = new HashMap<>();
  private int unauthenticated;

  SourceWatch(InstantSource clock) {
    this.clock = clock;
  }

  /** Asks for a socket; false if the address has too many or must wait. */
  synchronized boolean enter(InetAddress address) {
    forgetIdle();
    Source source = sources.computeIfAbsent(address, any -> new Source());
    if (clock.instant().isBefore(source.pausedUntil)
        || source.unauthenticated >= UNAUTHENTICATED_PER_ADDRESS_MAX
        || unauthenticated >= UNAUTHENTICATED_MAX) {
      return false;
    }
    source.unauthenticated++;
    unauthenticated++;
    return true;
  }

  /** The socket has logged on or is gone. */
  synchronized void leave(InetAddress address) {
    Source source = sources.get(address);
    if (source != null) {
      source.unauthenticated--;
      unauthenticated--;
    }
  }

  /** A Logon from this address was refused. */
  synchronized void failed(InetAddress address) {
    Source source = sources.computeIfAbsent(address, any -> new Source());
    Instant now = clock.instant();
    source.failures.add(now);
    while (source.failures.getFirst().isBefore(now.minus(WINDOW))) {
      source.failures.removeFirst();
    }
    if (source.failures.size() >= FAILURES_MAX) {
      source.pausedUntil = now.plus(PAUSE);
      source.failures.clear();
    }
  }

  private void forgetIdle() {
    if (sources.size() >= ADDRESSES_MAX) {
      Instant old = clock.instant().minus(WINDOW);
      sources
          .values()
          .removeIf(source ->
              source.unauthenticated == 0
                  && source.pausedUntil.isBefore(clock.instant())
                  && (source.failures.isEmpty() || source.failures.getLast().isBefore(old)));
    }
  }
}
