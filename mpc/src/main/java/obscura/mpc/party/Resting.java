package obscura.mpc.party;

import obscura.mpc.api.Purpose;
import obscura.mpc.share.Word;

/**
 * An order in the book.
 *
 * @param firm public; orders of one firm do not meet
 * @param arrival public; time priority
 * @param rest shares of the quantity still open
 * @param minimum shares of the smallest fill it takes now: its minimum quantity, or what is open if
 *     that is less
 * @param looked public; the job in which it last looked for contras, or {@link #UNFINISHED}
 * @param expiresMillis public; from when on it may leave for its age, {@link Purpose#NO_EXPIRY} if
 *     never
 */
record Resting(
    String firm, long arrival, Word rest, Word minimum, long looked, long expiresMillis) {
  /** It came to the limit of passes: there may be contras that it has not met. */
  static final long UNFINISHED = 0;

  /** The same for another time, unless that is {@link Purpose#NO_EXPIRY}. */
  Resting until(long millis) {
    return millis == Purpose.NO_EXPIRY
        ? this
        : new Resting(firm, arrival, rest, minimum, looked, millis);
  }
}
