package obscura.mpc.party;

import obscura.mpc.share.Word;

/**
 * An order in the book.
 *
 * @param firm public; orders of one firm do not meet
 * @param arrival public; time priority
 * @param rest shares of the quantity still open
 */
record Resting(String firm, long arrival, Word rest) {}
