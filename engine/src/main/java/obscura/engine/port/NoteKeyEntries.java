package obscura.engine.port;

/** Which owners' note keys the parties' roster names. Any thread may call, and waits. */
public interface NoteKeyEntries {
  /**
   * Whether the roster names these keys for their owner.
   *
   * @param digest of the record, 64 hex digits
   * @throws IllegalArgumentException in one line, if the roster cannot be read
   */
  boolean isNamed(String owner, String digest);

  /** Whether the venue's own process signs the roster, so that {@link #enter} can. */
  boolean canEnter();

  /**
   * Names these keys for their owner.
   *
   * @throws IllegalStateException if it cannot
   */
  void enter(String owner, String digest);

  /**
   * Hands the roster to the parties, who go by it from then on.
   *
   * @throws OwnersNotes.UnavailableException if they do not answer
   * @throws IllegalArgumentException in one line, if they refuse it
   */
  void handOver();
}
