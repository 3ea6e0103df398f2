package obscura.engine.core;

import java.util.List;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;

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
      List<Long> enabled)
      implements Job {}

  record AdmitQuote(
      Handle request, Handle quote, List<Handle> replaces, ParticipantId maker, List<Long> enabled)
      implements Job {}

  record WithdrawQuote(Handle request, Handle quote) implements Job {}

  record SelectBest(Handle request) implements Job {}

  record Accept(Handle request, Handle selection, Handle taker, List<Long> enabled)
      implements Job {}

  record CloseRequest(Handle request) implements Job {}

  record AddOrder(
      Handle order, FirmId firm, long arrival, OrderLifetime lifetime, List<Long> enabled)
      implements Job {}

  record RemoveOrder(Handle order) implements Job {}

  record ReplaceOrder(Handle order, Handle replacement, long arrival, List<Long> enabled)
      implements Job {}

  /** A resting order looks for contras again; the parties say which. */
  record Sweep() implements Job {}

  record SetReference(ReferencePrice price) implements Job {}
}
