package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.share.Words;

/**
 * A valid request for quotes.
 *
 * @param invited who may read its terms, also when it is over: they were asked on them
 * @param quotes valid quotes in the order of their admission
 * @param selections after the selection: the best of the offers, of the bids, or of all
 */
record Request(
    boolean twoWay,
    boolean allowPartial,
    List<String> invited,
    Stage stage,
    List<Quote> quotes,
    List<Selection> selections) {
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
   * @param winner one bit for each quote of the request, one-hot
   */
  record Selection(Handle terms, Words winner) {}

  static Request open(boolean twoWay, boolean allowPartial, List<String> invited) {
    return new Request(
        twoWay, allowPartial, List.copyOf(invited), Stage.OPEN, List.of(), List.of());
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
    return new Request(twoWay, allowPartial, invited, Stage.SELECTED, quotes, List.copyOf(made));
  }

  Request closed() {
    return new Request(twoWay, allowPartial, invited, Stage.CLOSED, List.of(), List.of());
  }

  private Request with(List<Quote> set) {
    return new Request(twoWay, allowPartial, invited, stage, List.copyOf(set), selections);
  }
}
