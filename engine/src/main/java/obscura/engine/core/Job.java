package obscura.engine.core;

import java.util.List;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.RfqId;

/**
 * A confidential job, as the core orders it; the adapter gives it to the three parties ({@code
 * mpc.md} 3). {@code enabled} are the numbers of the instruments that may trade.
 */
public sealed interface Job {
  record AdmitRequest(
      Handle request,
      boolean twoWay,
      boolean allowPartial,
      List<ParticipantId> invited,
      List<Long> enabled,
      boolean allowSplit)
      implements Job {}

  /**
   * Checks one side of a quote.
   *
   * @param firstSide the other side of the same message, if this is its second: it joins only while
   *     that one stands, and takes it along if it is refused
   */
  record AdmitQuote(
      Handle request,
      Handle quote,
      List<Handle> replaces,
      ParticipantId maker,
      List<Long> enabled,
      Optional<Handle> firstSide)
      implements Job {}

  /**
   * Takes a quote back.
   *
   * @param word whose it is; there, except in logs of before parties asked for it
   */
  record WithdrawQuote(Handle request, Handle quote, Optional<MakerWord> word) implements Job {}

  /**
   * Selects the best.
   *
   * @param passes of the makers who could quote still, and do not; empty once the window is over
   * @param rfq under which the transcript is kept; there, except in logs of before there was one
   */
  record SelectBest(Handle request, List<MakerWord> passes, Optional<RfqId> rfq) implements Job {}

  record Accept(Handle request, Handle selection, Handle taker, List<Long> enabled)
      implements Job {}

  /**
   * Ends a request.
   *
   * @param why there, except in logs of before the parties asked for it
   */
  record CloseRequest(Handle request, Optional<Ending> why) implements Job {}

  record AddOrder(
      Handle order, FirmId firm, long arrival, OrderLifetime lifetime, List<Long> enabled)
      implements Job {}

  /**
   * Takes an order out of the book.
   *
   * @param why there, except in logs of before the parties asked for it
   */
  record RemoveOrder(Handle order, Optional<Ending> why) implements Job {}

  record ReplaceOrder(Handle order, Handle replacement, long arrival, List<Long> enabled)
      implements Job {}

  /** A resting order looks for contras again; the parties say which. */
  record Sweep() implements Job {}

  record SetReference(ReferencePrice price) implements Job {}

  /**
   * What settlement has the parties do. The core gives it its number and reads no more of it.
   *
   * @param task sealed, in hex
   */
  record Settle(String task) implements Job {}
}
