package obscura.mpc.api;

import java.util.List;

/** What a job opened to the venue; nothing else left the parties. */
public sealed interface Outcome {
  /** For AdmitRequest and AdmitQuote. The reason of a refusal is the owner's to reveal. */
  record Admitted(boolean valid) implements Outcome {}

  /** For WithdrawQuote, CloseRequest and SetReference. */
  record Done() implements Outcome {}

  /**
   * For SelectBest: the handles of the selected terms, readable by the taker: the maker's
   * instrument, flags, quantity, price and fee. A list has one entry if there was a quote on that
   * side, else none. For a one-way request the selection stands in {@code oneWay}.
   */
  record Selected(List<Handle> oneWay, List<Handle> offer, List<Handle> bid) implements Outcome {}

  /**
   * For Accept.
   *
   * @param winner the quote that won, or those that fill a split request together, in the order of
   *     their admission; empty unless valid
   * @param fill what was dealt with each, readable by the taker and that maker; empty unless valid
   */
  record Accepted(boolean valid, List<Handle> winner, List<Handle> fill) implements Outcome {}

  /**
   * For AddOrder and ReplaceOrder.
   *
   * @param valid false: refused, nothing changed
   * @param ended ReplaceOrder only: the new total is not above what was filled, the order ended
   * @param keptArrival ReplaceOrder only: the order kept its place
   * @param fills in order of execution
   * @param done nothing is left of the order
   * @param resting the remainder (or all) is in the book
   * @param unfinished it came to the limit of match passes and rests: a {@link Job.Sweep} is due
   */
  record Matched(
      boolean valid,
      boolean ended,
      boolean keptArrival,
      List<Fill> fills,
      boolean done,
      boolean resting,
      boolean unfinished)
      implements Outcome {}

  /**
   * One execution.
   *
   * @param contra the resting order that was met
   * @param fill quantity (lots) and price (ticks) executed, readable by both owners
   * @param contraDone nothing is left of the contra
   */
  record Fill(Handle contra, Handle fill, boolean contraDone) {}

  /** For RemoveOrder: false if it was not in the book (any more). */
  record Removed(boolean removed) implements Outcome {}

  /**
   * For Compute: one entry for each operation of the batch.
   *
   * @param opened of comparisons 1 or 0, of selections the place that was chosen
   * @param made of arithmetic, what holds the result, the operands' owner's to reveal
   */
  record Computed(List<Long> opened, List<Handle> made) implements Outcome {}

  /** For Settle. */
  record Settled(Settlement.Answer answer) implements Outcome {}

  /**
   * For RandomPermutation: what anybody can check with {@link obscura.mpc.draw.Drawn} against the
   * roots that were published when the epoch began.
   *
   * @param order the places of the batch, in the order drawn
   * @param leaf which seed of each tree was opened, for this and for nothing else
   * @param seeds the three, in the order of the trees
   */
  record Permuted(List<Integer> order, int leaf, List<Seed> seeds) implements Outcome {}

  /**
   * Of any job: all three parties found that it breaks a rule, logged that and did nothing but to
   * mark a fresh input that it named as spent. A venue that follows the rules never gets it.
   */
  record Refused(Rule rule) implements Outcome {}

  /**
   * For SelectBest: one party's clock at least says that quotes may still come. For RemoveOrder and
   * CloseRequest: two say that it has not expired. Nothing was done; another job may ask for the
   * same.
   */
  record TooEarly() implements Outcome {}

  /**
   * For SelectBest of a request that allows splitting.
   *
   * @param enough whether there are terms to deal on: the quotes together cover the request, or it
   *     allows partial
   * @param terms readable by the taker, to be read as {@link obscura.mpc.api.Composed}; where there
   *     is not enough they tell how much there is; empty if nobody quoted
   */
  record Composed(boolean enough, List<Handle> terms) implements Outcome {}

  /**
   * For Sweep.
   *
   * @param order whose turn it was; empty if none is due
   * @param matched what it met; invalid if there was none
   * @param due whether another sweep is due
   */
  record Swept(List<Handle> order, Matched matched, boolean due) implements Outcome {}

  /**
   * For AddOrder and ReplaceOrder: in this minute too many orders of the firm met nobody, as the
   * roster limits. The input is spent, an order that was to be replaced stays.
   */
  record OverBudget() implements Outcome {}

  /**
   * For Accept: by the parties' clocks the selected terms are firm no more. The accept is spent,
   * the request stays.
   */
  record TooLate() implements Outcome {}
}
