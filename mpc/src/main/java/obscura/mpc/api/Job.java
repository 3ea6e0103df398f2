package obscura.mpc.api;

import java.util.List;

/**
 * A numbered computation. All three parties execute jobs in the order of their numbers, 1, 2, 3 …
 * without gaps; a number that was executed already is answered again with the same outcome, and the
 * same number with another content stops the engine. Jobs name handles, never values, and open
 * nothing but what their outcome declares. What an input is for, whose it is and what it replaces
 * stands in its signed record ({@link Purpose}); the arrival of an order is the number of the job
 * that brought it; which instruments may trade stands in the roster. A job that uses an input
 * otherwise is answered with {@link Outcome.Refused}.
 */
public sealed interface Job {
  long number();

  /**
   * Checks a request for quotes and lets the invited makers have it revealed. A two-way request
   * ignores the side bit. The price of a request is not used and must be 0.
   *
   * @param request an input for {@link Purpose.Request}
   */
  record AdmitRequest(long number, Handle request) implements Job {}

  /**
   * Checks one side of a maker's quote against its request: same instrument, the opposite side of a
   * one-way request (either side for a two-way one), enough quantity unless the request allows less
   * or may be split. A valid quote joins the request's set, and the earlier quotes of its maker
   * leave it. The second side of a message joins only while the first one stands.
   *
   * @param quote an input for {@link Purpose.Quote}
   */
  record AdmitQuote(long number, Handle request, Handle quote) implements Job {}

  /**
   * Takes a quote out of its request's set before the selection, with its other side; one that was
   * not admitted yet will not be. None of its maker that is older comes back.
   *
   * @param word the maker's own, for {@link Purpose.Withdrawal}
   */
  record WithdrawQuote(long number, Handle request, Statement word) implements Job {}

  /**
   * Selects the best quote among all that joined the request's set: lowest price with fee among
   * offers, highest price less fee among bids, then the earlier admission; for a two-way request
   * both. The winning terms become readable to the taker under {@link Outcome.Selected}'s handles.
   * Who won is not opened. Once for each request. {@link Outcome.TooEarly} if the request's record
   * says, by the clock of one party, that quotes may still come, and not every invited maker has
   * one in the set or has passed.
   *
   * <p>For a request that allows splitting the cheapest combination of quotes is composed, price
   * with fee, at most 64 of them: {@link Outcome.Composed}. Unless it allows partial, one bit tells
   * whether they cover it; if not, nothing can be accepted.
   *
   * @param passes of makers who will not quote, for {@link Purpose.Pass}; empty after the close
   */
  record SelectBest(long number, Handle request, List<Statement> passes) implements Job {
    public SelectBest {
      passes = List.copyOf(passes);
    }

    /** After the close, when nobody needs to have passed. */
    public SelectBest(long number, Handle request) {
      this(number, request, List.of());
    }
  }

  /**
   * Deals on the selected terms. The taker's vector must name the selected instrument and side, its
   * price must equal the selected price or be 0, and its quantity the selected size or, if the
   * request allowed partial, at most that. Opens who won only if it is accepted. A refused accept
   * leaves the selection standing.
   *
   * <p>On composed terms the price is {@link Composed#price}. The accepted quantity is shared out
   * over the makers as the selection did, each at its own price; opened is who is taken.
   *
   * @param taker an input for {@link Purpose.Accept}, of the request's owner
   */
  record Accept(long number, Handle request, Handle taker) implements Job {}

  /**
   * Ends a request: its quotes and selections are spent, nothing more can be accepted. {@link
   * Outcome.TooEarly} if it is said to have expired and has not, by the clocks of the parties, or
   * to be unquoted less than a second before its close; earlier that is refused.
   *
   * @param why a request that is over already is not asked why
   */
  record CloseRequest(long number, Handle request, Ending why) implements Job {}

  /** How long an incoming order may look for contras. */
  enum Lifetime {
    /** Matches what it can and rests. */
    RESTS,
    /** Matches what it can; the remainder ends. */
    IMMEDIATE_OR_CANCEL,
    /** Matches wholly or not at all. */
    FILL_OR_KILL
  }

  /**
   * Checks an order, matches it against the book by the rules of {@code fix-roe.md} 4.5, and rests
   * the remainder if its lifetime says so.
   *
   * @param order an input for {@link Purpose.Order}
   */
  record AddOrder(long number, Handle order) implements Job {}

  /**
   * Takes a resting order out of the book. {@link Outcome.TooEarly} if it is said to have expired
   * and has not, by the clocks of the parties.
   *
   * @param why what does not rest (any more) is not asked why
   */
  record RemoveOrder(long number, Handle order, Ending why) implements Job {}

  /**
   * Replaces a resting order by a new vector of the same instrument and side. The new quantity is
   * the new total: what was filled counts against it. The order keeps its arrival if the price and
   * minimum are unchanged and the quantity did not rise; else it takes the new one. What rests is
   * then matched like an incoming order.
   *
   * @param replacement an input for {@link Purpose.Replacement}, of the order's owner
   */
  record ReplaceOrder(long number, Handle order, Handle replacement) implements Job {}

  /**
   * Plain operations on inputs for {@link Purpose.Test} and on what such a job made of them: all of
   * a batch, or none. Parties of profile production refuse it.
   */
  record Compute(long number, Operation operation) implements Job {}

  /** What settlement asks for: its outcome is {@link Outcome.Settled}. */
  record Settle(long number, Settlement task) implements Job {}

  /**
   * Draws the order of a batch (requirement 14.3): from three seeds that were fixed when the epoch
   * began and of which no party knows more than two, opened when all three have this batch.
   *
   * @param batch digest of what is put in order
   * @param size how many there are, 1 to {@link #SIZE_MAX}
   */
  record RandomPermutation(long number, Handle batch, int size) implements Job {
    public static final int SIZE_MAX = 4096;

    public RandomPermutation {
      if (size < 1 || size > SIZE_MAX) {
        throw new IllegalArgumentException("a batch of " + size);
      }
    }
  }

  /**
   * Lets a resting order look for contras again, as if it came now, but with its arrival: one that
   * came to the limit of match passes, or that has not looked since a reference price or the roster
   * changed. The parties find which: the one that has not looked for the longest time, so the venue
   * has nothing to choose.
   */
  record Sweep(long number) implements Job {}

  /**
   * Takes what an instrument of pricing rule {@code reference} is worth. Refused unless an oracle
   * of the roster signed it for this venue, it is later than the one before, inside the
   * instrument's band, and by the clocks of the parties neither of the future nor older than {@code
   * parameter reference-max-age} (seconds).
   */
  record SetReference(long number, SignedPrice price) implements Job {}
}
