package obscura.desk.fix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Everything that one client has received, in order of arrival. Any thread may read and wait; only
 * the FIX thread adds.
 */
public final class Inbox {
  private static final int SHOWN_ON_TIMEOUT = 8;
  private final List<Received> received = new ArrayList<>();
  private final Supplier<List<String>> sessionEvents;

  Inbox(Supplier<List<String>> sessionEvents) {
    this.sessionEvents = sessionEvents;
  }

  synchronized void add(Received message) {
    received.add(message);
    notifyAll();
  }

  /** The first message of this type that fits, already here or still to come. */
  public <T extends Received> T await(
      Class<T> type, Predicate<? super T> wanted, Duration timeout) {
    return awaitAfter(0, type, wanted, timeout);
  }

  /**
   * As {@link #await}, but only messages after the given position count; {@link #size} taken before
   * an action gives the position.
   *
   * @throws NothingArrivedException after the timeout
   */
  public <T extends Received> T awaitAfter(
      int position, Class<T> type, Predicate<? super T> wanted, Duration timeout) {
    return tryAwaitAfter(position, type, wanted, timeout)
        .orElseThrow(() ->
            new NothingArrivedException(
                "no such %s arrived; the last messages: %s; session events: %s"
                    .formatted(type.getSimpleName(), tail(), sessionEvents.get())));
  }

  /** As {@link #awaitAfter}; nothing after the timeout. */
  public synchronized <T extends Received> Optional<T> tryAwaitAfter(
      int position, Class<T> type, Predicate<? super T> wanted, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    int next = position;
    while (true) {
      for (; next < received.size(); next++) {
        Received message = received.get(next);
        if (type.isInstance(message) && wanted.test(type.cast(message))) {
          return Optional.of(type.cast(message));
        }
      }
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0) {
        return Optional.empty();
      }
      try {
        wait(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NothingArrivedException("interrupted while waiting for " + type.getSimpleName());
      }
    }
  }

  /** All messages of this type so far. */
  public synchronized <T extends Received> List<T> all(Class<T> type) {
    return received.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** All messages of this type after the given position. */
  public synchronized <T extends Received> List<T> allAfter(int position, Class<T> type) {
    return received.subList(position, received.size()).stream()
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** How many messages have arrived so far. */
  public synchronized int size() {
    return received.size();
  }

  private synchronized List<Wire> tail() {
    int from = Math.max(0, received.size() - SHOWN_ON_TIMEOUT);
    return received.subList(from, received.size()).stream().map(Received::wire).toList();
  }
}
