package obscura.mpc.net;

/**
 * A one-way line from one party to another that keeps the order of messages. A message belongs to a
 * run (one attempt at one job; runs only rise) and carries a tag of its step, so that leftovers of
 * an abandoned run are recognised and dropped. One sending and one receiving thread.
 */
public interface Channel {
  /**
   * Sends the first {@code count} words; the array may be reused at once.
   *
   * @param deadlineNanos in terms of {@link System#nanoTime}
   * @throws PeerSilentException if the peer takes no message until the deadline
   */
  void send(long run, long tag, long[] words, int count, long deadlineNanos);

  /**
   * Receives a message of exactly {@code count} words, dropping those of earlier runs.
   *
   * @throws PeerSilentException if none comes until the deadline, or one of a later run does
   * @throws PeersDifferException if the message is of another step, job or length
   */
  void receive(long run, long tag, long[] words, int count, long deadlineNanos);

  /** Drops the messages of runs before this one. Called by the receiving thread. */
  void dropBefore(long run);
}
