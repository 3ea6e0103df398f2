package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;
import obscura.mpc.share.Words;

/**
 * A valid request for quotes.
 *
 * @param invited who may read its terms, also when it is over: they were asked on them
 * @param quotes valid quotes in the order of their admission
 * @param selections after the selection: the best of the offers, of the bids, or of all
 * @param allowSplit whether several makers may fill it together
 * @param window until when it is quoted
 */
record Request(
    boolean twoWay,
    boolean allowPartial,
    List<String> invited,
    Stage stage,
    List<Quote> quotes,
    List<Selection> selections,
    boolean allowSplit,
    Window window) {
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
        asked.allowSplit(),
        Window.until(asked.closesMillis()));
  }

  /** Whether a quote may offer less than asked. */
  boolean takesLess() {
    return allowPartial || allowSplit;
  }

  /**
   * With a quote more.
   *
   * @param origin where it came from
   */
  Request with(Quote quote, Origin origin) {
    List<Quote> more = new ArrayList<>(quotes);
    more.add(quote);
    return with(Stage.OPEN, more, selections, window.with(origin));
  }

  Request without(Handle quote) {
    return with(
        stage, quotes.stream().filter(q -> !q.handle().equals(quote)).toList(), selections, window);
  }

  /** Whether this maker has a quote in the set. */
  boolean isQuotedBy(String maker) {
    return quotes.stream().anyMatch(q -> q.maker().equals(maker));
  }

  /**
   * After the selection.
   *
   * @param minutes of it, without what was selected
   */
  Request selected(List<Selection> made, Minutes minutes) {
    List<Handle> terms = made.stream().map(Selection::terms).toList();
    return with(Stage.SELECTED, quotes, made, window.with(minutes.selected(terms)));
  }

  Request closed() {
    return with(Stage.CLOSED, List.of(), List.of(), window);
  }

  private Request with(Stage next, List<Quote> set, List<Selection> made, Window until) {
    return new Request(
        twoWay,
        allowPartial,
        invited,
        next,
        List.copyOf(set),
        List.copyOf(made),
        allowSplit,
        until);
  }
}
