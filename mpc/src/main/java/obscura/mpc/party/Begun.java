package obscura.mpc.party;

import obscura.mpc.api.Handle;

/**
 * A job on which the parties agreed and of which they opened something, perhaps: its number belongs
 * to it for ever, whether it came to an end or not. Else a party that spoils a job after it saw
 * what was opened would let the venue try another one under the same number, and so on. For the
 * same reason what was agreed on about the time belongs to it as soon as it was agreed on.
 *
 * @param digest of the job
 * @param agreedMillis the time by which the last attempt went ({@link ClockVote}); of a selection
 *     {@link #OVER} if its time had come ({@link Closing}); {@link Run#NO_TIME} if nothing was
 *     agreed on
 */
record Begun(long number, Handle digest, long agreedMillis) {
  /** No more quotes may come. */
  static final long OVER = 1;

  /** No time was agreed on yet. */
  Begun(long number, Handle digest) {
    this(number, digest, Run.NO_TIME);
  }

  boolean is(long job, Handle content) {
    return number == job && digest.equals(content);
  }

  boolean isOver() {
    return agreedMillis == OVER;
  }

  /** The same job, going by this time. */
  Begun goingBy(long millis) {
    return new Begun(number, digest, millis);
  }
}
