package obscura.engine.core.rfq;

import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.engine.core.RequestCommand.QueryQuote;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.QuoteStatus;
import obscura.engine.core.RequestEvent.RequestEnd;
import obscura.engine.core.Turn;
import obscura.engine.core.rfq.Rfq.Invitation;
import obscura.engine.core.rfq.Rfq.Live;
import obscura.engine.core.rfq.Rfq.Phase;
import obscura.engine.core.trading.Orders;

/** How a request or a quote stands, for its owner. */
public final class QuoteQueries {
  private final RfqBook book;
  private final Orders orders;

  QuoteQueries(RfqBook book, Orders orders) {
    this.book = book;
    this.orders = orders;
  }

  public void query(Turn turn, QueryQuote c) {
    Optional<ClientId> id =
        ClientId.isValid(c.reference())
            ? Optional.of(new ClientId(c.reference()))
            : Optional.empty();
    Optional<Rfq> asked = id.flatMap(request -> book.byRequestId(c.participant(), request));
    Optional<Rfq> shown = asked.or(() -> book.byShownId(c.reference()));
    if (shown.filter(rfq -> rfq.taker.equals(c.participant())).isPresent()) {
      Rfq rfq = shown.get();
      answer(turn, c, asked.isPresent(), takerStatus(rfq), rfq.end, Optional.of(rfq.terms));
      return;
    }
    Optional<Rfq> quoted = id.flatMap(quote -> book.byQuoteId(c.participant(), quote));
    if (quoted.isEmpty()) {
      answer(turn, c, false, QuoteStatus.NOT_FOUND, Optional.empty(), Optional.empty());
    } else {
      Rfq rfq = quoted.get();
      Invitation maker = rfq.invitation(c.participant()).orElseThrow();
      Optional<Handle> terms = maker.quote.or(() -> maker.pending).map(q -> q.sides().get(0));
      answer(turn, c, false, makerStatus(rfq, maker, c.reference()), rfq.end, terms);
    }
  }

  private QuoteStatus makerStatus(Rfq rfq, Invitation maker, String quoteId) {
    if (maker.pending.filter(q -> q.quoteId().value().equals(quoteId)).isPresent()) {
      return rfq.phase.isOpen() ? QuoteStatus.PENDING : QuoteStatus.EXPIRED;
    }
    Optional<Live> live = maker.quote.filter(q -> q.quoteId().value().equals(quoteId));
    if (live.isEmpty()) {
      return QuoteStatus.CANCELLED;
    }
    boolean lost =
        rfq.phase == Phase.DEALT
            && live.get().sides().stream().allMatch(side -> orders.byTerms(side).isEmpty());
    return lost || rfq.phase == Phase.ENDED ? QuoteStatus.EXPIRED : QuoteStatus.ACCEPTED;
  }

  private static QuoteStatus takerStatus(Rfq rfq) {
    return switch (rfq.phase) {
      case CREATED, BROADCAST, SELECTING -> QuoteStatus.PENDING;
      case SELECTED, ACCEPTING, DEALT -> QuoteStatus.ACCEPTED;
      case ENDED ->
          rfq.end.filter(end -> end == RequestEnd.CANCELLED).isPresent()
              ? QuoteStatus.CANCELLED
              : QuoteStatus.EXPIRED;
    };
  }

  private static void answer(
      Turn turn,
      QueryQuote c,
      boolean request,
      QuoteStatus status,
      Optional<RequestEnd> end,
      Optional<Handle> terms) {
    turn.emit(
        new RequestEvent.QuoteStatusAnswered(
            turn.at(), c.participant(), c.reference(), request, status, end, terms));
  }
}
