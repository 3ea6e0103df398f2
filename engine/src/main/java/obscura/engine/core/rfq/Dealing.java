package obscura.engine.core.rfq;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import obscura.domain.Handle;
import obscura.domain.TimeInForce;
import obscura.domain.VenueCode;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.JobOutcome.Deal;
import obscura.engine.core.Order;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.OrderStatus;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.ReportType;
import obscura.engine.core.RequestCommand.AcceptQuote;
import obscura.engine.core.RequestEvent.MakerRelease;
import obscura.engine.core.Turn;
import obscura.engine.core.access.Access;
import obscura.engine.core.access.IdKind;
import obscura.engine.core.matching.Jobs;
import obscura.engine.core.matching.Purpose;
import obscura.engine.core.rfq.Rfq.Invitation;
import obscura.engine.core.rfq.Rfq.Phase;
import obscura.engine.core.trading.Orders;
import obscura.engine.core.trading.Trades;
import org.jspecify.annotations.Nullable;

/** The taker deals on what was shown (rules of engagement 3.3). */
public final class Dealing {
  private static final Optional<VenueCode> OTHER_LEVEL = Optional.of(VenueCode.PRIVACY_NOT_OFFERED);

  private final RfqBook book;
  private final Access access;
  private final Jobs jobs;
  private final Orders orders;
  private final Trades trades;
  private final Selecting selecting;

  Dealing(Surroundings around, Orders orders, Trades trades, Selecting selecting) {
    this.book = around.book();
    this.access = around.access();
    this.jobs = around.jobs();
    this.orders = orders;
    this.trades = trades;
    this.selecting = selecting;
  }

  public void accept(Turn turn, AcceptQuote c) {
    if (c.stamp().repeated()) {
      Optional<Order> known = orders.byClientId(c.taker(), c.clientId());
      if (known.isPresent()) {
        turn.emit(
            new OrderEvent.OrderReported(
                turn.at(),
                known.get(),
                ReportType.STATUS,
                orders.nextExec(),
                c.clientId(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return;
      }
    }
    Rfq rfq = book.byShownId(c.quoteId()).orElse(null);
    Optional<VenueCode> refusal =
        access
            .admit(
                turn,
                c.taker(),
                List.of(ParticipantKind.TRADE),
                c.stamp(),
                IdKind.ORDER,
                c.clientId().value())
            .or(() -> acceptRefusal(turn, rfq, c));
    if (refusal.isPresent() || rfq == null) {
      turn.emit(
          new OrderEvent.OrderRefused(
              turn.at(),
              c.taker(),
              access.firm(c.taker()),
              c.clientId().value(),
              Optional.of(c.terms()),
              refusal,
              refusal.equals(OTHER_LEVEL) ? "20007 is not the level of the request" : "",
              orders.nextExec(),
              true,
              0));
      return;
    }
    var order =
        new Order(
            orders.nextId(),
            c.taker(),
            rfq.firm,
            c.clientId(),
            true,
            c.terms(),
            TimeInForce.FILL_OR_KILL,
            Optional.empty(),
            rfq.privacy,
            OrderStatus.SUBMITTED,
            List.of(),
            c.notes(),
            List.of());
    orders.put(order);
    rfq.phase = Phase.ACCEPTING;
    rfq.accept = Optional.of(new Rfq.Accept(order.id()));
    jobs.order(
        turn,
        new Job.Accept(
            rfq.terms, selection(rfq, c).orElseThrow(), c.terms(), access.enabledInstruments()),
        new Purpose.Accepting(rfq.id));
  }

  private static Optional<VenueCode> acceptRefusal(Turn turn, @Nullable Rfq rfq, AcceptQuote c) {
    if (rfq == null || !rfq.taker.equals(c.taker())) {
      return Optional.of(VenueCode.UNKNOWN_QUOTE);
    }
    if (rfq.phase == Phase.ACCEPTING || rfq.phase == Phase.DEALT) {
      return Optional.of(VenueCode.ALREADY_ACCEPTED);
    }
    if (rfq.phase != Phase.SELECTED || !turn.at().isBefore(rfq.shown.orElseThrow().validUntil())) {
      return Optional.of(VenueCode.QUOTE_EXPIRED);
    }
    if (c.privacy().filter(level -> level != rfq.privacy).isPresent()) {
      return OTHER_LEVEL;
    }
    return selection(rfq, c).isPresent() ? Optional.empty() : Optional.of(VenueCode.UNKNOWN_QUOTE);
  }

  private static Optional<Handle> selection(Rfq rfq, AcceptQuote c) {
    Rfq.Shown shown = rfq.shown.orElseThrow();
    if (!rfq.twoWay) {
      return shown.oneWay();
    }
    return c.buys() ? shown.offer() : shown.bid();
  }

  public void accepted(Turn turn, Purpose.Accepting purpose, JobOutcome outcome) {
    Rfq rfq = Optional.ofNullable(book.get(purpose.rfq())).orElseThrow();
    Order order = orders.get(rfq.accept.orElseThrow().order()).orElseThrow();
    rfq.accept = Optional.empty();
    if (outcome instanceof JobOutcome.TooLate) {
      refuseAccept(turn, rfq, order, Optional.of(VenueCode.QUOTE_EXPIRED));
      return;
    }
    List<Deal> deals = ((JobOutcome.Dealt) outcome).deals();
    // A quote that its maker took back here, and the parties kept, is dealt with nobody.
    if (deals.isEmpty() || deals.stream().anyMatch(deal -> winner(rfq, deal.quote()).isEmpty())) {
      refuseAccept(turn, rfq, order, Optional.empty());
      return;
    }
    Order active = order.with(OrderStatus.ACTIVE);
    turn.emit(
        new OrderEvent.OrderReported(
            turn.at(),
            active,
            ReportType.NEW,
            orders.nextExec(),
            active.clientId(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    book.end(rfq, Phase.DEALT);
    Set<Invitation> winners = deal(turn, rfq, active, deals);
    rfq.invitations.stream()
        .filter(i -> !winners.contains(i) && i.quote.isPresent())
        .forEach(i -> Endings.release(turn, rfq, i, MakerRelease.DONE_AWAY));
  }

  /** A trade with each of these makers; the last one fills the taker's order wholly. */
  private Set<Invitation> deal(Turn turn, Rfq rfq, Order order, List<Deal> deals) {
    Set<Invitation> winners = new LinkedHashSet<>();
    Order taker = order;
    for (int k = 0; k < deals.size(); k++) {
      Deal deal = deals.get(k);
      taker = taker.filled(deal.fill(), k == deals.size() - 1);
      orders.put(taker);
      Invitation winner = winner(rfq, deal.quote()).orElseThrow();
      winners.add(winner);
      Order maker = makersOrder(rfq, winner, deal);
      orders.put(maker);
      trades.agree(turn, taker, maker, deal.fill(), Optional.of(rfq.id));
    }
    return winners;
  }

  private void refuseAccept(Turn turn, Rfq rfq, Order order, Optional<VenueCode> code) {
    orders.put(order.with(OrderStatus.REFUSED));
    turn.emit(
        new OrderEvent.OrderRefused(
            turn.at(),
            order.participant(),
            order.firm(),
            order.clientId().value(),
            Optional.of(order.terms()),
            code,
            "",
            orders.nextExec(),
            true,
            0));
    rfq.phase = Phase.SELECTED;
    book.schedule(rfq);
    selecting.advance(turn, rfq);
  }

  private static Optional<Invitation> winner(Rfq rfq, Handle quote) {
    return rfq.invitations.stream()
        .filter(i -> i.quote.filter(q -> q.sides().contains(quote)).isPresent())
        .findFirst();
  }

  private Order makersOrder(Rfq rfq, Invitation winner, Deal deal) {
    return new Order(
            orders.nextId(),
            winner.maker,
            winner.firm,
            winner.quote.orElseThrow().quoteId(),
            true,
            deal.quote(),
            TimeInForce.FILL_OR_KILL,
            Optional.empty(),
            rfq.privacy,
            OrderStatus.ACTIVE,
            List.of(),
            OrderNotes.NONE,
            List.of())
        .filled(deal.fill(), true);
  }
}
