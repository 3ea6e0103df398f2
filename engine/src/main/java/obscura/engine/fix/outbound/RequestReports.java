package obscura.engine.fix.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.domain.Instrument;
import obscura.domain.VenueCode;
import obscura.engine.core.Participant;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.MakerAsked;
import obscura.engine.core.RequestEvent.MakerPassed;
import obscura.engine.core.RequestEvent.MakerReleased;
import obscura.engine.core.RequestEvent.QuoteReported;
import obscura.engine.core.RequestEvent.QuoteShown;
import obscura.engine.core.RequestEvent.QuoteStatusAnswered;
import obscura.engine.core.RequestEvent.RequestEnded;
import obscura.engine.core.RequestEvent.RequestOpened;
import obscura.engine.core.RequestEvent.RequestRefused;
import obscura.engine.fix.outbound.GatewayMemory.ShownQuote;
import obscura.engine.port.Directory;
import obscura.engine.port.Terms;
import quickfix.Group;
import quickfix.field.BidPx;
import quickfix.field.BidSize;
import quickfix.field.CommType;
import quickfix.field.Commission;
import quickfix.field.ExpireTime;
import quickfix.field.NoRelatedSym;
import quickfix.field.OfferPx;
import quickfix.field.OfferSize;
import quickfix.field.OrderQty;
import quickfix.field.QuoteID;
import quickfix.field.QuoteReqID;
import quickfix.field.QuoteRequestRejectReason;
import quickfix.field.QuoteRequestType;
import quickfix.field.QuoteRespID;
import quickfix.field.QuoteRespType;
import quickfix.field.QuoteStatus;
import quickfix.field.QuoteStatusReqID;
import quickfix.field.QuoteType;
import quickfix.field.Side;
import quickfix.field.Symbol;
import quickfix.field.Text;
import quickfix.field.TransactTime;
import quickfix.field.ValidUntilTime;

/** Renders AG, AI, R, S and AJ (rules of engagement 3) from opened values alone. */
final class RequestReports {
  private static final int[] RELATED_ORDER = {
    Symbol.FIELD,
    QuoteRequestType.FIELD,
    QuoteType.FIELD,
    Side.FIELD,
    OrderQty.FIELD,
    ValidUntilTime.FIELD,
    ExpireTime.FIELD,
    TransactTime.FIELD,
    0
  };
  private static final String AUTOMATIC = "2";
  private static final String TRADEABLE = "1";
  private static final String PERCENT = "2";
  private static final int BASIS_POINT_DIGITS = 2;
  private static final int ALL_PASSED = 10;
  private static final int OTHER = 99;
  private static final String SPLIT =
      "may be split: less than asked may be quoted, and less than quoted be filled";

  private final Directory directory;
  private final Instruments instruments;
  private final GatewayMemory memory;

  RequestReports(Directory directory, GatewayMemory memory) {
    this.directory = directory;
    this.instruments = new Instruments(directory);
    this.memory = memory;
  }

  List<Told> render(RequestEvent event, Opened opened) {
    String to = event.participant().value();
    return switch (event) {
      case RequestOpened e ->
          List.of(
              Told.copied(
                  e.participant(),
                  e.firm(),
                  status(e.at(), Words.NONE, symbol(opened.terms(to, e.terms())))
                      .put(QuoteReqID.FIELD, e.requestId().value())
                      .put(QuoteStatus.FIELD, RequestEvent.QuoteStatus.PENDING.fix())));
      case RequestRefused e -> List.of(Told.copied(e.participant(), e.firm(), refused(e, opened)));
      case MakerAsked e ->
          List.of(Told.once(e.participant(), e.firm(), asked(e, opened.terms(to, e.terms()))));
      case QuoteReported e -> List.of(Told.copied(e.participant(), e.firm(), reported(e, opened)));
      case QuoteShown e -> List.of(Told.once(e.participant(), e.firm(), shown(e, opened)));
      case RequestEnded e -> List.of(Told.copied(e.participant(), e.firm(), ended(e, opened)));
      case MakerReleased e -> List.of(released(e, opened.terms(to, e.terms())));
      case MakerPassed _ -> List.of();
      case QuoteStatusAnswered e ->
          List.of(Told.once(e.participant(), firm(e), statusAnswered(e, opened)));
    };
  }

  private FirmId firm(RequestEvent event) {
    return directory
        .participant(event.participant())
        .map(Participant::firm)
        .orElse(new FirmId("UNKNOWN"));
  }

  private String symbol(Terms terms) {
    return instruments.symbol(terms);
  }

  private static Draft status(Instant at, String quoteId, String symbol) {
    return new Draft("AI")
        .put(QuoteID.FIELD, quoteId)
        .put(Symbol.FIELD, symbol)
        .put(TransactTime.FIELD, at);
  }

  private Draft refused(RequestRefused e, Opened opened) {
    Optional<Terms> terms = opened.terms(e.participant().value(), e.terms());
    VenueCode code = OrderReports.code(e.code(), terms);
    String symbol =
        terms.map(this::symbol).orElseGet(() -> echoedSymbol(memory.redeem(e.ticket())));
    return rejected(Words.orNone(e.requestId()), e.reason(), symbol)
        .put(Text.FIELD, Words.reason(code, e.detail()));
  }

  private static String echoedSymbol(Echo echo) {
    return echo.fields().getOrDefault(Symbol.FIELD, Words.NO_SYMBOL);
  }

  private static Draft rejected(String requestId, int reason, String symbol) {
    Group related = new Group(NoRelatedSym.FIELD, Symbol.FIELD, RELATED_ORDER);
    related.setString(Symbol.FIELD, symbol);
    return new Draft("AG")
        .put(QuoteReqID.FIELD, requestId)
        .put(QuoteRequestRejectReason.FIELD, reason)
        .add(related);
  }

  private Draft asked(MakerAsked e, Terms terms) {
    memory.remember(e.participant(), QuoteReqID.FIELD, e.alias().value(), e.privacy());
    Instrument instrument = instruments.of(terms);
    Group related = new Group(NoRelatedSym.FIELD, Symbol.FIELD, RELATED_ORDER);
    related.setString(Symbol.FIELD, instrument.symbol());
    related.setString(QuoteRequestType.FIELD, AUTOMATIC);
    related.setString(QuoteType.FIELD, TRADEABLE);
    if (!e.twoWay()) {
      related.setString(Side.FIELD, String.valueOf(OrderReports.side(terms)));
    }
    related.setString(OrderQty.FIELD, Amounts.plain(instrument.quantity(terms.lots())));
    related.setString(ValidUntilTime.FIELD, FixTime.format(e.validUntilAtLeast()));
    related.setString(ExpireTime.FIELD, FixTime.format(e.windowEnd()));
    related.setString(TransactTime.FIELD, FixTime.format(e.at()));
    return new Draft("R")
        .put(QuoteReqID.FIELD, e.alias().value())
        .add(related)
        .maybe(Text.FIELD, e.allowSplit() ? SPLIT : "");
  }

  private Draft reported(QuoteReported e, Opened opened) {
    String to = e.participant().value();
    List<Terms> sides = e.terms().stream().map(side -> opened.terms(to, side)).toList();
    Echo echo = memory.redeem(e.ticket());
    String symbol = sides.isEmpty() ? echoedSymbol(echo) : symbol(sides.getFirst());
    Optional<VenueCode> code =
        e.code().or(() -> sides.stream().flatMap(side -> side.quoteRefusal().stream()).findFirst());
    return status(e.at(), Words.orNone(e.quoteId()), symbol)
        .maybe(QuoteReqID.FIELD, e.alias().map(Object::toString))
        .put(QuoteStatus.FIELD, e.status().fix())
        .maybe(Text.FIELD, Words.reason(code, e.detail()));
  }

  /** The best quote; each side carries the fee of its maker, and there is one fee field. */
  private Draft shown(QuoteShown e, Opened opened) {
    String to = e.participant().value();
    Optional<Terms> oneWay = opened.terms(to, e.oneWay());
    Optional<Terms> offer = opened.terms(to, e.offer()).or(() -> oneWay.filter(Terms::sells));
    Optional<Terms> bid =
        opened.terms(to, e.bid()).or(() -> oneWay.filter(terms -> !terms.sells()));
    e.privacy()
        .ifPresent(level -> memory.remember(e.participant(), QuoteID.FIELD, e.quoteId(), level));
    memory.shown(
        e.participant(),
        e.quoteId(),
        new ShownQuote(
            e.oneWay().isEmpty(),
            offer.map(Terms::lots).orElse(0L),
            bid.map(Terms::lots).orElse(0L),
            e.offer().or(e::oneWay),
            e.bid().or(e::oneWay)));
    Terms any = offer.or(() -> bid).orElseThrow();
    Draft draft =
        new Draft("S")
            .put(QuoteID.FIELD, e.quoteId())
            .put(QuoteReqID.FIELD, e.requestId().value())
            .put(QuoteType.FIELD, TRADEABLE)
            .put(Symbol.FIELD, instruments.of(any).symbol())
            .put(ValidUntilTime.FIELD, e.validUntil())
            .put(TransactTime.FIELD, e.at());
    bid.ifPresent(terms -> side(draft, terms, BidPx.FIELD, BidSize.FIELD));
    offer.ifPresent(terms -> side(draft, terms, OfferPx.FIELD, OfferSize.FIELD));
    fee(draft, bid, offer);
    return draft.maybe(Text.FIELD, any.makers() == 0 ? "" : "from " + makers(any));
  }

  private static String makers(Terms terms) {
    return terms.makers() == 1 ? "1 maker" : terms.makers() + " makers";
  }

  private void side(Draft draft, Terms terms, int priceTag, int sizeTag) {
    Instrument instrument = instruments.of(terms);
    draft
        .put(priceTag, Amounts.plain(instrument.price(terms.ticks())))
        .put(sizeTag, Amounts.plain(instrument.quantity(terms.lots())));
  }

  private static void fee(Draft draft, Optional<Terms> bid, Optional<Terms> offer) {
    long bidFee = bid.map(Terms::feeBasisPoints).orElse(0L);
    long offerFee = offer.map(Terms::feeBasisPoints).orElse(0L);
    if (bidFee == 0 && offerFee == 0) {
      return;
    }
    if (bid.isPresent() && offer.isPresent() && bidFee != offerFee) {
      draft.put(
          Text.FIELD,
          "fee of the bid " + percent(bidFee) + " %, of the offer " + percent(offerFee) + " %");
      return;
    }
    draft.put(Commission.FIELD, percent(Math.max(bidFee, offerFee))).put(CommType.FIELD, PERCENT);
  }

  private static String percent(long basisPoints) {
    return Amounts.plain(java.math.BigDecimal.valueOf(basisPoints, BASIS_POINT_DIGITS));
  }

  private Draft ended(RequestEnded e, Opened opened) {
    String to = e.participant().value();
    Terms terms = opened.terms(to, e.terms());
    String requestId = e.requestId().value();
    if (e.end() == RequestEvent.RequestEnd.NOT_COVERED) {
      return rejected(requestId, OTHER, symbol(terms))
          .put(Text.FIELD, notCovered(terms, opened.terms(to, e.available())));
    }
    if (e.end() == RequestEvent.RequestEnd.NO_QUOTE) {
      return rejected(requestId, ALL_PASSED, symbol(terms))
          .put(Text.FIELD, "all makers passed or none answered in time");
    }
    return status(e.at(), e.quoteId().orElse(Words.NONE), symbol(terms))
        .put(QuoteReqID.FIELD, requestId)
        .put(QuoteStatus.FIELD, status(e.end()).fix())
        .maybe(
            Text.FIELD,
            e.end() == RequestEvent.RequestEnd.HALTED ? VenueCode.HALTED.toString() : "");
  }

  private String notCovered(Terms asked, Optional<Terms> available) {
    Instrument instrument = instruments.of(asked);
    String detail =
        available
            .map(there ->
                "%s of %s offered"
                    .formatted(
                        Amounts.plain(instrument.quantity(there.lots())),
                        Amounts.plain(instrument.quantity(asked.lots()))))
            .orElse("");
    return Words.reason(VenueCode.NOT_ENOUGH_OFFERED, detail);
  }

  private static RequestEvent.QuoteStatus status(RequestEvent.RequestEnd end) {
    return switch (end) {
      case NO_QUOTE, PASSED, NOT_COVERED -> RequestEvent.QuoteStatus.PASS;
      case CANCELLED -> RequestEvent.QuoteStatus.CANCELLED;
      case EXPIRED -> RequestEvent.QuoteStatus.EXPIRED;
      case HALTED -> RequestEvent.QuoteStatus.REMOVED;
    };
  }

  private Told released(MakerReleased e, Terms terms) {
    return switch (e.release()) {
      case REMOVED ->
          Told.copied(
              e.participant(),
              e.firm(),
              status(e.at(), e.quoteId(), symbol(terms))
                  .put(QuoteReqID.FIELD, e.alias().value())
                  .put(QuoteStatus.FIELD, RequestEvent.QuoteStatus.REMOVED.fix()));
      case EXPIRED -> Told.once(e.participant(), e.firm(), response(e, terms, 3));
      case DONE_AWAY -> Told.once(e.participant(), e.firm(), response(e, terms, 5));
    };
  }

  private Draft response(MakerReleased e, Terms terms, int type) {
    return new Draft("AJ")
        .put(QuoteRespID.FIELD, e.number().toString())
        .put(QuoteID.FIELD, e.quoteId())
        .put(QuoteRespType.FIELD, type)
        .put(Symbol.FIELD, symbol(terms))
        .put(TransactTime.FIELD, e.at());
  }

  private Draft statusAnswered(QuoteStatusAnswered e, Opened opened) {
    String symbol =
        opened.terms(e.participant().value(), e.terms()).map(this::symbol).orElse(Words.NO_SYMBOL);
    Draft draft =
        status(e.at(), e.request() ? Words.NONE : e.reference(), symbol)
            .put(QuoteStatus.FIELD, e.status().fix())
            .maybe(Text.FIELD, e.end().map(end -> "ended: " + words(end)));
    return e.request()
        ? draft.put(QuoteStatusReqID.FIELD, e.reference()).put(QuoteReqID.FIELD, e.reference())
        : draft;
  }

  private static String words(RequestEvent.RequestEnd end) {
    return switch (end) {
      case NO_QUOTE -> "no quote";
      case CANCELLED -> "cancelled";
      case EXPIRED -> "expired";
      case PASSED -> "passed";
      case HALTED -> "halted";
      case NOT_COVERED -> "not enough offered";
    };
  }
}
