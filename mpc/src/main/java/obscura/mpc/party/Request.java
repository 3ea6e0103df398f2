package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Purpose;
import obscura.mpc.share.Words;

/**
 * A valid request for quotes.
 *
 * @param invited who may read its terms, also when it is over: they were asked on them
 * @param quotes valid quotes in the order of their admission
 * @param selections after the selection: the best of the offers, of the bids, or of all
 * @param allowSplit whether several makers may fill it together
 */
record Request(
    boolean twoWay,
    boolean allowPartial,
    List<String> invited,
    Stage stage,
    List<Quote> quotes,
    List<Selection> selections,
    boolean allowSplit) {
  enum Stage {
    OPEN,
    SELECTED,
    CLOSED
  }

  /**
   * A quote in the set.
   *
   * @param figures the ranking key (low, high word) and the size (the smaller of offered and asked)
   */
  record Quote(Handle handle, String maker, Words figures) {
    static final int KEY_LOW = 0;
    static final int KEY_HIGH = 1;
    static final int SIZE = 2;
  }

  /**
   * A selection.
   *
   * @param terms handle of the selected terms
   * @param winner one bit for each quote of the request, one-hot; no word if it may be split
   */
  record Selection(Handle terms, Words winner) {}

  static Request open(Purpose.Request asked) {
    return new Request(
        asked.twoWay(),
        asked.allowPartial(),
        asked.invited(),
        Stage.OPEN,
        List.of(),
        List.of(),
        asked.allowSplit());
  }

  /** Whether a quote may offer less than asked. */
  boolean takesLess() {
    return allowPartial || allowSplit;
  }

  Request with(Quote quote) {
    List<Quote> more = new ArrayList<>(quotes);
    more.add(quote);
    return with(more);
  }

  Request without(Handle quote) {
    return with(quotes.stream().filter(q -> !q.handle().equals(quote)).toList());
  }

  boolean has(Handle quote) {
    return quotes.stream().anyMatch(q -> q.handle().equals(quote));
  }

  Request selected(List<Selection> made) {
    return in(Stage.SELECTED, quotes, made);
  }

  Request closed() {
    return in(Stage.CLOSED, List.of(), List.of());
  }

  private Request with(List<Quote> set) {
    return in(stage, set, selections);
  }

  private Request in(Stage next, List<Quote> set, List<Selection> made) {
    return new Request(
        twoWay, allowPartial, invited, next, List.copyOf(set), List.copyOf(made), allowSplit);
  }
}
