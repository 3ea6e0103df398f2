package obscura.mpc.party;

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
 */
record Resting(String firm, long arrival, Word rest, Word minimum, long looked) {
  /** It came to the limit of passes: there may be contras that it has not met. */
  static final long UNFINISHED = 0;
}
