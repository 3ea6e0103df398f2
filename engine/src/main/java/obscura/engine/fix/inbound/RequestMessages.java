package obscura.engine.fix.inbound;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import obscura.domain.ClientId;
import obscura.domain.ParticipantId;
import obscura.domain.VenueCode;
import obscura.engine.core.RefusedKind;
import obscura.engine.core.RequestCommand.CancelRequest;
import obscura.engine.core.RequestCommand.DeclineQuote;
import obscura.engine.core.RequestCommand.PassRequest;
import obscura.engine.core.RequestCommand.QueryQuote;
import obscura.engine.core.RequestCommand.RequestQuotes;
import obscura.engine.core.RequestCommand.SubmitQuote;
import obscura.engine.core.RequestCommand.WithdrawQuotes;
import obscura.engine.core.VenueCommand;
import obscura.engine.fix.inbound.Translation.About;
import obscura.engine.fix.inbound.Translation.Refused;
import obscura.engine.fix.inbound.Translation.Understood;
import obscura.engine.fix.inbound.Translation.Valued;
import obscura.engine.port.Intent;
import quickfix.field.NoRelatedSym;
import quickfix.field.QuoteCancelType;
import quickfix.field.QuoteID;
import quickfix.field.QuoteReqID;
import quickfix.field.QuoteRespID;
import quickfix.field.QuoteRespType;
import quickfix.field.QuoteStatus;
import quickfix.field.QuoteStatusReqID;

/** Translates R, S, Z, a, AI, AG and AJ (rules of engagement 3). */
final class RequestMessages {
  private static final String ALL_QUOTES = "4";
  private static final Set<String> ONE_QUOTE = Set.of("1", "5");
  private static final String PASS_STATUS = "11";
  private static final String PASS_RESPONSE = "6";

  private final Common common;
  private final RequestTiming timing;

  RequestMessages(Common common, RequestTiming timing) {
    this.common = common;
    this.timing = timing;
  }

  /** QuoteRequest(R) of a taker. */
  Translation request(Received received) {
    Fields fields = new Fields(received.message());
    Optional<ClientId> id = fields.id(QuoteReqID.FIELD);
    if (id.isEmpty()) {
      return Common.malformedId(received, QuoteReqID.FIELD);
    }
    About about = new About(RefusedKind.REQUEST, id.orElseThrow().value(), "");
    List<Fields> related = fields.groups(NoRelatedSym.FIELD);
    if (related.size() != 1) {
      return new Refused(about, new Fault(VenueCode.UNSUPPORTED_TYPE, "146 must be 1"));
    }
    RequestForm form = new RequestForm(common, timing, received, related.getFirst());
    Optional<Fault> fault = form.fault();
    if (fault.isPresent()) {
      return new Refused(about, fault.orElseThrow());
    }
    return quotesWanted(received, id.orElseThrow(), about, form, related.getFirst());
  }

  private Translation quotesWanted(
      Received received, ClientId id, About about, RequestForm form, Fields related) {
    ParticipantId sender = received.sender();
    var stamp = Common.stamp(received, related);
    var privacy = common.levels().level(received, new Fields(received.message()));
    boolean twoWay = form.twoWay();
    boolean partial = form.allowPartial();
    boolean split = form.allowSplit();
    var makers = form.makers();
    var only = form.only();
    var window = form.window();
    var hold = form.hold();
    var expireTime = form.expireTime();
    var closes = form.closes();
    return new Valued(
        about,
        new Intent.Request(twoWay, partial, form.invited(), closes, split, expireTime),
        PrivacyLevels.isOpen(privacy),
        List.of(form.terms()),
        handles ->
            new RequestQuotes(
                sender,
                id,
                stamp,
                handles.getFirst(),
                twoWay,
                partial,
                MakerAliases.of(handles.getFirst(), makers),
                only,
                window,
                hold,
                expireTime,
                privacy,
                Optional.of(closes),
                split));
  }

  /** Quote(S) of a maker. */
  Translation quote(Received received) {
    Fields fields = new Fields(received.message());
    Optional<ClientId> id = fields.id(QuoteID.FIELD);
    if (id.isEmpty()) {
      return Common.malformedId(received, QuoteID.FIELD);
    }
    String asked = Common.shortened(fields.textOr(QuoteReqID.FIELD, ""));
    About about = new About(RefusedKind.QUOTE, id.orElseThrow().value(), asked);
    Optional<ClientId> alias = fields.id(QuoteReqID.FIELD);
    QuoteForm form = new QuoteForm(common, fields);
    Optional<Fault> fault =
        Common.first(
            () -> Common.fault(alias.isEmpty(), VenueCode.WINDOW_CLOSED, "131 is no request's id"),
            form::fault);
    if (fault.isPresent()) {
      return new Refused(about, fault.orElseThrow());
    }
    var sender = received.sender();
    var stamp = Common.stamp(received, fields);
    var validUntil = form.validUntil();
    var level = common.levels().inherited(received, fields, QuoteReqID.FIELD, asked);
    return new Valued(
        about,
        new Intent.Quote(alias.orElseThrow().value()),
        PrivacyLevels.isOpen(level),
        form.sides(),
        handles ->
            new SubmitQuote(
                sender, id.orElseThrow(), alias.orElseThrow(), stamp, handles, validUntil));
  }

  /** QuoteCancel(Z): a taker ends its request, a maker withdraws quotes (3.7). */
  Translation quoteCancel(Received received) {
    Fields fields = new Fields(received.message());
    String type = fields.textOr(QuoteCancelType.FIELD, "");
    if (!type.equals(ALL_QUOTES) && !ONE_QUOTE.contains(type)) {
      return Common.refusedByJ(
          received,
          Common.shortened(fields.textOr(QuoteID.FIELD, "")),
          VenueCode.UNSUPPORTED_TYPE,
          "298 must be 1, 4 or 5");
    }
    if (!received.maker()) {
      return withId(received, QuoteReqID.FIELD, id -> new CancelRequest(received.sender(), id));
    }
    return type.equals(ALL_QUOTES)
        ? new Understood(new WithdrawQuotes(received.sender(), Optional.empty()))
        : withId(
            received, QuoteID.FIELD, id -> new WithdrawQuotes(received.sender(), Optional.of(id)));
  }

  private static Translation withId(
      Received received, int tag, Function<ClientId, VenueCommand> command) {
    return new Fields(received.message())
        .id(tag)
        .<Translation>map(id -> new Understood(command.apply(id)))
        .orElseGet(() -> Common.malformedId(received, tag));
  }

  /** QuoteStatusReport(AI) of a maker: 297=11 only. */
  Translation pass(Received received) {
    Fields fields = new Fields(received.message());
    return fields.is(QuoteStatus.FIELD, PASS_STATUS)
        ? decline(received)
        : Common.refusedByJ(
            received,
            Common.shortened(fields.textOr(QuoteID.FIELD, "")),
            VenueCode.UNSUPPORTED_TYPE,
            "297 must be 11");
  }

  /** QuoteRequestReject(AG) of a maker. */
  Translation decline(Received received) {
    return withId(received, QuoteReqID.FIELD, alias -> new PassRequest(received.sender(), alias));
  }

  /** QuoteResponse(AJ) of a taker: 694=6 only; to deal one sends D. */
  Translation respond(Received received) {
    Fields fields = new Fields(received.message());
    if (received.maker() || !fields.is(QuoteRespType.FIELD, PASS_RESPONSE)) {
      return Common.refusedByJ(
          received,
          Common.shortened(fields.textOr(QuoteRespID.FIELD, "")),
          VenueCode.UNSUPPORTED_TYPE,
          "694 must be 6; D with 40=D deals");
    }
    if (fields.id(QuoteID.FIELD).isEmpty()) {
      return Common.malformedId(received, QuoteID.FIELD);
    }
    String quoteId = fields.textOr(QuoteID.FIELD, "");
    var stamp = Common.stamp(received, fields);
    return withId(
        received, QuoteRespID.FIELD, id -> new DeclineQuote(received.sender(), id, quoteId, stamp));
  }

  /** QuoteStatusRequest(a): 117, or the request's 131 in 649. */
  Translation query(Received received) {
    Fields fields = new Fields(received.message());
    int tag = fields.has(QuoteID.FIELD) ? QuoteID.FIELD : QuoteStatusReqID.FIELD;
    return withId(received, tag, id -> new QueryQuote(received.sender(), id.value()));
  }
}
