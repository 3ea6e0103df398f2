package obscura.engine.core.rfq;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.ParticipantId;
import obscura.domain.VenueCode;
import obscura.engine.core.Ending.Reason;
import obscura.engine.core.Job;
import obscura.engine.core.MakerAlias;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.RequestCommand.CancelRequest;
import obscura.engine.core.RequestCommand.DeclineQuote;
import obscura.engine.core.RequestCommand.QueryQuote;
import obscura.engine.core.RequestCommand.RequestQuotes;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.QuoteStatus;
import obscura.engine.core.RequestEvent.RequestEnd;
import obscura.engine.core.Turn;
import obscura.engine.core.access.Access;
import obscura.engine.core.access.IdKind;
import obscura.engine.core.matching.Jobs;
import obscura.engine.core.matching.Purpose;
import obscura.engine.core.rfq.Rfq.Invitation;
import obscura.engine.core.rfq.Rfq.Phase;

/** The taker asks, and calls it off (rules of engagement 3.1). */
public final class Asking {
  private static final int REASON_LIMIT = 3;
  private static final int REASON_EXPIRY = 4;
  private static final int REASON_NOT_PERMITTED = 6;
  private static final int REASON_CLOSED = 2;
  private static final int REASON_NO_MAKER = 8;
  private static final int REASON_OTHER = 99;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final RfqBook book;
  private final Endings endings;
  private final Access access;
  private final Jobs jobs;
  private final QuoteQueries queries;
  private final int openRequestsMax;

  Asking(Surroundings around, Endings endings, QuoteQueries queries, int openRequestsMax) {
    this.book = around.book();
    this.access = around.access();
    this.jobs = around.jobs();
    this.endings = endings;
    this.queries = queries;
    this.openRequestsMax = openRequestsMax;
  }

  public void request(Turn turn, RequestQuotes c) {
    if (c.stamp().repeated() && book.byRequestId(c.taker(), c.requestId()).isPresent()) {
      queries.query(turn, new QueryQuote(c.taker(), c.requestId().value()));
      return;
    }
    FirmId firm = access.firm(c.taker());
    if (book.open(c.taker()) >= openRequestsMax) {
      refuse(turn, c, firm, REASON_LIMIT, VenueCode.TOO_MANY_REQUESTS);
      return;
    }
    Optional<VenueCode> refusal =
        access.admit(
            turn,
            c.taker(),
            List.of(ParticipantKind.TRADE),
            c.stamp(),
            IdKind.REQUEST,
            c.requestId().value());
    if (refusal.isPresent()) {
      refuse(turn, c, firm, reason(refusal.get()), refusal.get());
      return;
    }
    if (c.expireTime().isBefore(turn.at().plus(SHORTEST))
        || c.expireTime().isAfter(turn.at().plus(LONGEST))) {
      refuse(turn, c, firm, REASON_EXPIRY, VenueCode.EXPIRY);
      return;
    }
    List<Invitation> invited = invited(c, firm);
    if (invited.isEmpty()) {
      refuse(turn, c, firm, REASON_NO_MAKER, VenueCode.NOT_ENOUGH_OFFERED);
      return;
    }
    open(turn, c, firm, invited);
  }

  private void open(Turn turn, RequestQuotes c, FirmId firm, List<Invitation> invited) {
    var rfq =
        new Rfq(
            book.nextRfqId(),
            c.taker(),
            firm,
            c.requestId(),
            c.terms(),
            c.twoWay(),
            c.window(),
            c.hold(),
            c.expireTime(),
            c.privacy(),
            c.allowSplit());
    rfq.invitations.addAll(invited);
    rfq.closes = c.closes();
    c.aliases().stream()
        .map(MakerAlias::maker)
        .filter(maker -> c.only().isEmpty() || c.only().contains(maker))
        .filter(maker -> rfq.invitation(maker).isEmpty())
        .forEach(rfq.absent::add);
    book.add(rfq);
    jobs.order(
        turn,
        new Job.AdmitRequest(
            c.terms(),
            c.twoWay(),
            c.allowPartial(),
            invited.stream().map(i -> i.maker).toList(),
            access.enabledInstruments(),
            c.allowSplit()),
        new Purpose.AdmittingRequest(rfq.id));
  }

  private List<Invitation> invited(RequestQuotes c, FirmId firm) {
    Map<ParticipantId, ClientId> aliases = new LinkedHashMap<>();
    for (MakerAlias alias : c.aliases()) {
      aliases.put(alias.maker(), alias.alias());
    }
    return access.liveMakers().stream()
        .filter(maker -> !maker.firm().equals(firm))
        .filter(maker -> c.only().isEmpty() || c.only().contains(maker.id()))
        .flatMap(maker ->
            Optional.ofNullable(aliases.get(maker.id()))
                .map(alias -> new Invitation(maker.id(), maker.firm(), alias))
                .stream())
        .toList();
  }

  private static int reason(VenueCode code) {
    return switch (code) {
      case NOT_PERMITTED, FIRM_SUSPENDED -> REASON_NOT_PERMITTED;
      case HALTED, ENGINE_UNAVAILABLE -> REASON_CLOSED;
      default -> REASON_OTHER;
    };
  }

  private static void refuse(Turn turn, RequestQuotes c, FirmId firm, int reason, VenueCode code) {
    turn.emit(
        new RequestEvent.RequestRefused(
            turn.at(),
            c.taker(),
            firm,
            c.requestId().value(),
            reason,
            Optional.of(code),
            Optional.of(c.terms()),
            "",
            0));
  }

  public void admitted(Turn turn, Purpose.AdmittingRequest purpose, boolean valid) {
    Rfq rfq = book.get(purpose.rfq());
    if (rfq == null || rfq.phase != Phase.CREATED) {
      return;
    }
    if (!valid) {
      book.end(rfq, RequestEnd.CANCELLED);
      turn.emit(
          new RequestEvent.RequestRefused(
              turn.at(),
              rfq.taker,
              rfq.firm,
              rfq.requestId.value(),
              REASON_OTHER,
              Optional.empty(),
              Optional.of(rfq.terms),
              "",
              0));
      return;
    }
    rfq.phase = Phase.BROADCAST;
    rfq.windowEnd =
        rfq.closes.orElseGet(() -> Rfq.earlier(turn.at().plus(rfq.window), rfq.expireTime));
    book.schedule(rfq);
    turn.emit(
        new RequestEvent.RequestOpened(
            turn.at(), rfq.taker, rfq.firm, rfq.id, rfq.requestId, rfq.terms));
    for (Invitation i : rfq.invitations) {
      turn.emit(
          new RequestEvent.MakerAsked(
              turn.at(),
              i.maker,
              i.firm,
              rfq.id,
              i.alias,
              rfq.terms,
              rfq.twoWay,
              rfq.privacy,
              rfq.windowEnd,
              rfq.windowEnd.plus(rfq.hold),
              rfq.allowSplit));
    }
  }

  public void cancel(Turn turn, CancelRequest c) {
    Rfq rfq = book.byRequestId(c.taker(), c.requestId()).orElse(null);
    if (rfq != null && rfq.phase.isCancellable()) {
      endings.endWithoutDeal(turn, rfq, RequestEnd.CANCELLED, Reason.OWNER);
      return;
    }
    boolean accepted = rfq != null && (rfq.phase == Phase.ACCEPTING || rfq.phase == Phase.DEALT);
    turn.emit(
        new RequestEvent.QuoteReported(
            turn.at(),
            c.taker(),
            access.firm(c.taker()),
            "*",
            Optional.of(c.requestId()),
            List.of(),
            accepted ? QuoteStatus.REJECTED : QuoteStatus.NOT_FOUND,
            Optional.of(accepted ? VenueCode.ACCEPTED_ALREADY : VenueCode.UNKNOWN_QUOTE),
            "",
            0));
  }

  public void decline(Turn turn, DeclineQuote c) {
    Optional<VenueCode> refusal =
        access.useFresh(turn, c.taker(), c.stamp(), IdKind.RESPONSE, c.responseId().value());
    Rfq rfq = book.byShownId(c.quoteId()).orElse(null);
    if (refusal.isPresent()) {
      refuseDecline(turn, c, QuoteStatus.REJECTED, refusal.get());
    } else if (rfq == null || !rfq.taker.equals(c.taker()) || rfq.phase != Phase.SELECTED) {
      refuseDecline(turn, c, QuoteStatus.NOT_FOUND, VenueCode.UNKNOWN_QUOTE);
    } else {
      endings.endWithoutDeal(turn, rfq, RequestEnd.PASSED, Reason.OWNER);
    }
  }

  private void refuseDecline(Turn turn, DeclineQuote c, QuoteStatus status, VenueCode code) {
    turn.emit(
        new RequestEvent.QuoteReported(
            turn.at(),
            c.taker(),
            access.firm(c.taker()),
            c.quoteId(),
            Optional.empty(),
            List.of(),
            status,
            Optional.of(code),
            "",
            0));
  }
}
