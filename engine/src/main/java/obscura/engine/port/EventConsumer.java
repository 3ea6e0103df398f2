package obscura.engine.port;

import obscura.engine.core.VenueEvent;

/**
 * Somebody who acts on events. Called on one thread, in order. After a restart events come again
 * from the position after {@link #finished}; a consumer ignores what it has done already.
 */
public interface EventConsumer {
  /** Stable name: the log keeps its progress under it. */
  String name();

  /**
   * Takes an event. May queue it and return; must not block for long.
   *
   * @param position number of the event, from 1, rising by one; 0 for state that a consumer is told
   *     at the start (participants, instruments, halts)
   */
  void accept(long position, VenueEvent event);

  /** The position up to which everything is done and durable on this consumer's side. */
  long finished();

  /**
   * The highest position whose effects are stored here, known before the first event comes; what
   * the log must reach, or else it is older than this consumer.
   */
  default long reached() {
    return finished();
  }
}
