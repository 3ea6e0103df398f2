package obscura.engine.core.rfq;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.QuoteId;
import obscura.domain.RfqId;
import obscura.domain.TimeInForce;
import obscura.domain.VenueCode;
import obscura.engine.core.Ending;
import obscura.engine.core.Ending.Reason;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.JobOutcome.Deal;
import obscura.engine.core.MakerAlias;
import obscura.engine.core.MakerWord;
import obscura.engine.core.Order;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.OrderStatus;
import obscura.engine.core.Participant;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.ReportType;
import obscura.engine.core.RequestCommand.AcceptQuote;
import obscura.engine.core.RequestCommand.CancelRequest;
import obscura.engine.core.RequestCommand.DeclineQuote;
import obscura.engine.core.RequestCommand.PassRequest;
import obscura.engine.core.RequestCommand.QueryQuote;
import obscura.engine.core.RequestCommand.RequestQuotes;
import obscura.engine.core.RequestCommand.SubmitQuote;
import obscura.engine.core.RequestCommand.WithdrawQuotes;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.MakerRelease;
import obscura.engine.core.RequestEvent.QuoteStatus;
import obscura.engine.core.RequestEvent.RequestEnd;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.Turn;
import obscura.engine.core.access.Access;
import obscura.engine.core.access.IdKind;
import obscura.engine.core.matching.Jobs;
import obscura.engine.core.matching.Purpose;
import obscura.engine.core.rfq.Rfq.Invitation;
import obscura.engine.core.rfq.Rfq.Live;
import obscura.engine.core.rfq.Rfq.Phase;
import obscura.engine.core.trading.Orders;
import obscura.engine.core.trading.Trades;
import org.jspecify.annotations.Nullable;

/**
 * The RFQ flow (rules of engagement 3). Which quote is best, and whose, comes only out of a job.
 */
public final class Requests {
  /** What {@link Requests} knows; taken whole into snapshots. */
  public static final class State {
    long lastRfq;
    long lastQuote;
    final Map<RfqId, Rfq> requests = new LinkedHashMap<>();
    final Map<OwnRequest, RfqId> byRequestId = new LinkedHashMap<>();
    final Map<OwnRequest, RfqId> byAlias = new LinkedHashMap<>();
    final Map<OwnRequest, RfqId> byQuoteId = new LinkedHashMap<>();
    final Map<String, RfqId> byShownId = new LinkedHashMap<>();
    final Map<ParticipantId, Integer> openOfTaker = new LinkedHashMap<>();
    final TreeMap<Instant, Set<RfqId>> deadlines = new TreeMap<>();
  }

  /** An id and whose it is. */
  public record OwnRequest(ParticipantId participant, ClientId id) {}

  /** QuoteID(117) where no quote is meant. */
  private static final ClientId NO_QUOTE_ID = new ClientId("NONE");

  private static final Optional<VenueCode> OTHER_LEVEL = Optional.of(VenueCode.PRIVACY_NOT_OFFERED);

  private static final int REASON_LIMIT = 3;
  private static final int REASON_EXPIRY = 4;
  private static final int REASON_NOT_PERMITTED = 6;
  private static final int REASON_CLOSED = 2;
  private static final int REASON_NO_MAKER = 8;
  private static final int REASON_OTHER = 99;
  private static final Duration SELECT_AGAIN_AFTER = Duration.ofMillis(100);

  /** The same for an end: nobody waits for that. */
  private static final Duration END_AGAIN_AFTER = Duration.ofSeconds(1);

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final State state;
  private final Access access;
  private final Jobs jobs;
  private final Orders orders;
  private final Trades trades;
  private final int openRequestsMax;

  /** The open ones among the requests of the week, oldest first: made anew from the state. */
  private final Set<RfqId> open = new LinkedHashSet<>();

  public Requests(
      State state, Access access, Jobs jobs, Orders orders, Trades trades, int openRequestsMax) {
    this.state = state;
    this.access = access;
    this.jobs = jobs;
    this.orders = orders;
    this.trades = trades;
    this.openRequestsMax = openRequestsMax;
    state.requests.values().stream()
        .filter(rfq -> rfq.phase.isOpen())
        .forEach(rfq -> open.add(rfq.id));
  }

  /** Requests that are neither dealt nor ended, oldest first. */
  private List<Rfq> openRequests() {
    return open.stream().map(state.requests::get).toList();
  }

  /** Open requests that were told to their takers, and the makers' parts in them. */
  public List<StandingEvent> standing(Instant at) {
    List<StandingEvent> all = new ArrayList<>();
    for (Rfq rfq : openRequests()) {
      if (rfq.phase != Phase.CREATED) {
        all.add(new StandingEvent.RequestStands(at, rfq.taker, rfq.id));
        rfq.invitations.forEach(i -> all.add(stands(at, rfq, i)));
      }
    }
    return all;
  }

  private static StandingEvent stands(Instant at, Rfq rfq, Invitation i) {
    return new StandingEvent.InvitationStands(
        at, i.maker, rfq.id, i.alias, i.quote.isPresent(), rfq.privacy);
  }

  // The taker asks.

  public void request(Turn turn, RequestQuotes c) {
    if (c.stamp().repeated()
        && state.byRequestId.containsKey(new OwnRequest(c.taker(), c.requestId()))) {
      query(turn, new QueryQuote(c.taker(), c.requestId().value()));
      return;
    }
    FirmId firm = firm(c.taker());
    if (open(c.taker()) >= openRequestsMax) {
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
            new RfqId(++state.lastRfq),
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
    state.requests.put(rfq.id, rfq);
    open.add(rfq.id);
    state.byRequestId.put(new OwnRequest(c.taker(), c.requestId()), rfq.id);
    state.openOfTaker.merge(c.taker(), 1, Integer::sum);
    invited.forEach(i -> state.byAlias.put(new OwnRequest(i.maker, i.alias), rfq.id));
    schedule(rfq);
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
    Rfq rfq = state.requests.get(purpose.rfq());
    if (rfq == null || rfq.phase != Phase.CREATED) {
      return;
    }
    if (!valid) {
      end(rfq, RequestEnd.CANCELLED);
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
    schedule(rfq);
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

  // Makers answer.

  public void quote(Turn turn, SubmitQuote c) {
    if (c.stamp().repeated()
        && state.byQuoteId.containsKey(new OwnRequest(c.maker(), c.quoteId()))) {
      query(turn, new QueryQuote(c.maker(), c.quoteId().value()));
      return;
    }
    Optional<VenueCode> refusal = quoteRefusal(turn, c);
    if (refusal.isPresent()) {
      QuoteStatus status =
          refusal.get() == VenueCode.UNKNOWN_QUOTE ? QuoteStatus.NOT_FOUND : QuoteStatus.REJECTED;
      turn.emit(
          new RequestEvent.QuoteReported(
              turn.at(),
              c.maker(),
              firm(c.maker()),
              c.quoteId().value(),
              Optional.of(c.alias()),
              c.sides(),
              status,
              refusal,
              "",
              0));
      return;
    }
    Rfq rfq = find(state.byAlias, new OwnRequest(c.maker(), c.alias())).orElseThrow();
    Invitation invitation = rfq.invitation(c.maker()).orElseThrow();
    var number = new QuoteId(++state.lastQuote);
    List<Handle> replaced = invitation.quote.map(Live::valid).orElse(List.of());
    invitation.pending =
        Optional.of(new Live(number, c.quoteId(), c.sides(), c.sides().size(), List.of(), false));
    state.byQuoteId.put(new OwnRequest(c.maker(), c.quoteId()), rfq.id);
    for (int i = 0; i < c.sides().size(); i++) {
      jobs.order(
          turn,
          new Job.AdmitQuote(
              rfq.terms,
              c.sides().get(i),
              i == 0 ? replaced : List.of(),
              c.maker(),
              access.enabledInstruments(),
              i == 0 ? Optional.empty() : Optional.of(c.sides().get(0))),
          new Purpose.AdmittingQuote(rfq.id, number));
    }
  }

  private Optional<VenueCode> quoteRefusal(Turn turn, SubmitQuote c) {
    Rfq rfq = find(state.byAlias, new OwnRequest(c.maker(), c.alias())).orElse(null);
    if (rfq == null) {
      return Optional.of(VenueCode.UNKNOWN_QUOTE);
    }
    if (access.participant(c.maker()).filter(Participant::suspended).isPresent()) {
      return Optional.of(VenueCode.FIRM_SUSPENDED);
    }
    if (access.participant(c.maker()).filter(access::mayQuote).isEmpty()) {
      return Optional.of(VenueCode.NOT_PERMITTED);
    }
    if (rfq.phase != Phase.BROADCAST || !turn.at().isBefore(rfq.windowEnd)) {
      return Optional.of(VenueCode.WINDOW_CLOSED);
    }
    if (c.validUntil().isBefore(rfq.windowEnd.plus(rfq.hold))) {
      return Optional.of(VenueCode.QUOTE_EXPIRES_TOO_EARLY);
    }
    if (c.sides().isEmpty() || c.sides().size() > (rfq.twoWay ? 2 : 1)) {
      return Optional.of(VenueCode.WRONG_SIDE_OR_SIZE);
    }
    if (rfq.invitation(c.maker()).orElseThrow().pending.isPresent()) {
      return Optional.of(VenueCode.LOCKED_IN_MATCH);
    }
    return access.admit(
        turn,
        c.maker(),
        List.of(ParticipantKind.MAKER),
        c.stamp(),
        IdKind.QUOTE,
        c.quoteId().value());
  }

  public void admitted(Turn turn, Purpose.AdmittingQuote purpose, boolean valid) {
    Rfq rfq = state.requests.get(purpose.rfq());
    if (rfq == null) {
      return;
    }
    for (Invitation i : rfq.invitations) {
      if (i.pending.isPresent() && i.pending.get().number().equals(purpose.quote())) {
        admitted(turn, rfq, i, valid);
        return;
      }
    }
  }

  private void admitted(Turn turn, Rfq rfq, Invitation maker, boolean valid) {
    Live before = maker.pending.orElseThrow();
    Handle side = before.sides().get(before.sides().size() - before.waiting());
    Live now = before.answered(side, valid);
    if (valid && before.replaces()) {
      maker.replaced = maker.quote;
      maker.quote = Optional.empty();
    }
    if (now.waiting() > 0) {
      maker.pending = Optional.of(now);
      return;
    }
    maker.pending = Optional.empty();
    Optional<Live> replaced = maker.replaced;
    maker.replaced = Optional.empty();
    if (now.refused()) {
      replaced
          .filter(q -> rfq.phase.isOpen())
          .ifPresent(q -> reportCancelled(turn, maker, q, Optional.empty()));
    } else {
      maker.quote = Optional.of(now);
      maker.passed = false;
    }
    if (rfq.phase.isOpen()) {
      turn.emit(
          new RequestEvent.QuoteReported(
              turn.at(),
              maker.maker,
              maker.firm,
              now.quoteId().value(),
              Optional.of(maker.alias),
              now.sides(),
              now.refused() ? QuoteStatus.REJECTED : QuoteStatus.ACCEPTED,
              Optional.empty(),
              "",
              0));
    }
    goOn(turn, rfq);
  }

  public void pass(Turn turn, PassRequest c) {
    Rfq rfq = find(state.byAlias, new OwnRequest(c.maker(), c.alias())).orElse(null);
    if (rfq == null || rfq.phase != Phase.BROADCAST) {
      return;
    }
    Invitation maker = rfq.invitation(c.maker()).orElseThrow();
    if (maker.quote.isPresent() || maker.pending.isPresent() || maker.passed) {
      return;
    }
    maker.passed = true;
    turn.emit(
        new RequestEvent.MakerPassed(turn.at(), maker.maker, maker.firm, rfq.id, maker.alias));
    closeIfAllAnswered(turn, rfq);
  }

  public void withdraw(Turn turn, WithdrawQuotes c) {
    if (c.quoteId().isEmpty()) {
      withdrawAll(turn, c.maker());
      return;
    }
    ClientId quoteId = c.quoteId().get();
    Rfq rfq = find(state.byQuoteId, new OwnRequest(c.maker(), quoteId)).orElse(null);
    if (rfq == null) {
      reportWithdrawal(turn, c.maker(), quoteId, QuoteStatus.NOT_FOUND, VenueCode.UNKNOWN_QUOTE);
      return;
    }
    Invitation maker = rfq.invitation(c.maker()).orElseThrow();
    boolean live = maker.live().stream().anyMatch(q -> q.quoteId().equals(quoteId));
    if (rfq.isCollecting() && live) {
      withdrawAndGoOn(turn, rfq, maker);
    } else if (rfq.phase == Phase.DEALT && live) {
      reportWithdrawal(turn, c.maker(), quoteId, QuoteStatus.REJECTED, VenueCode.ACCEPTED_ALREADY);
    } else if (rfq.phase.isOpen() && live) {
      reportWithdrawal(turn, c.maker(), quoteId, QuoteStatus.REJECTED, VenueCode.WINDOW_CLOSED);
    } else {
      reportWithdrawal(turn, c.maker(), quoteId, QuoteStatus.NOT_FOUND, VenueCode.QUOTE_EXPIRED);
    }
  }

  /** A window that is open stays so: the maker may quote again. */
  private void withdrawAndGoOn(Turn turn, Rfq rfq, Invitation maker) {
    withdraw(turn, rfq, maker, Optional.empty());
    if (rfq.phase == Phase.SELECTING) {
      selectIfChecked(turn, rfq);
    }
  }

  private void withdrawAll(Turn turn, ParticipantId maker) {
    int before = turn.events().size();
    for (Rfq rfq : openRequests()) {
      List<Live> live = rfq.invitation(maker).map(Invitation::live).orElse(List.of());
      if (rfq.isCollecting() && !live.isEmpty()) {
        withdrawAndGoOn(turn, rfq, rfq.invitation(maker).orElseThrow());
      } else {
        live.forEach(quote ->
            reportWithdrawal(
                turn, maker, quote.quoteId(), QuoteStatus.REJECTED, VenueCode.WINDOW_CLOSED));
      }
    }
    if (turn.events().size() == before) {
      reportWithdrawal(turn, maker, NO_QUOTE_ID, QuoteStatus.NOT_FOUND, VenueCode.UNKNOWN_QUOTE);
    }
  }

  private void reportWithdrawal(
      Turn turn, ParticipantId maker, ClientId quoteId, QuoteStatus status, VenueCode code) {
    turn.emit(
        new RequestEvent.QuoteReported(
            turn.at(),
            maker,
            firm(maker),
            quoteId.value(),
            Optional.empty(),
            List.of(),
            status,
            Optional.of(code),
            "",
            0));
  }

  /** Takes back what a maker quoted: the quote that stands and the one that shall replace it. */
  private void withdraw(Turn turn, Rfq rfq, Invitation maker, Optional<VenueCode> code) {
    List<Live> live = maker.live();
    var word = new MakerWord(maker.maker, turn.at());
    maker.quote.ifPresent(q -> q.valid().forEach(side -> withdraw(turn, rfq, side, word)));
    maker.pending.ifPresent(q -> q.sides().forEach(side -> withdraw(turn, rfq, side, word)));
    maker.quote = Optional.empty();
    maker.pending = Optional.empty();
    maker.replaced = Optional.empty();
    live.forEach(quote -> reportCancelled(turn, maker, quote, code));
  }

  private static void reportCancelled(
      Turn turn, Invitation maker, Live quote, Optional<VenueCode> code) {
    turn.emit(
        new RequestEvent.QuoteReported(
            turn.at(),
            maker.maker,
            maker.firm,
            quote.quoteId().value(),
            Optional.of(maker.alias),
            quote.sides(),
            QuoteStatus.CANCELLED,
            code,
            "",
            0));
  }

  private void withdraw(Turn turn, Rfq rfq, Handle side, MakerWord word) {
    jobs.order(
        turn,
        new Job.WithdrawQuote(rfq.terms, side, Optional.of(word)),
        new Purpose.Housekeeping());
  }

  // The window closes.

  /** An answer has come, or is not to be waited for any more. */
  private void goOn(Turn turn, Rfq rfq) {
    if (rfq.phase == Phase.SELECTING) {
      selectIfChecked(turn, rfq);
    } else {
      closeIfAllAnswered(turn, rfq);
    }
  }

  private void closeIfAllAnswered(Turn turn, Rfq rfq) {
    if (rfq.phase == Phase.BROADCAST
        && rfq.invitations.stream().allMatch(Invitation::hasAnswered)) {
      closeWindow(turn, rfq);
    }
  }

  private void closeWindow(Turn turn, Rfq rfq) {
    boolean nobody =
        rfq.invitations.stream().allMatch(i -> i.quote.isEmpty() && i.pending.isEmpty());
    if (nobody) {
      endWithoutDeal(turn, rfq, RequestEnd.NO_QUOTE, Reason.NO_QUOTE);
    } else if (!turn.at().isBefore(rfq.expireTime)) {
      endWithoutDeal(turn, rfq, RequestEnd.EXPIRED, timeIsOver(turn, rfq));
    } else {
      rfq.phase = Phase.SELECTING;
      selectIfChecked(turn, rfq);
    }
  }

  /**
   * Has the best selected once the parties have checked every quote that was not taken back: of a
   * two-way quote one side may be refused, then the other must be out before the selection. To be
   * called in SELECTING while they were checking, so that they select once ({@code trust.md} 3).
   */
  private void selectIfChecked(Turn turn, Rfq rfq) {
    if (rfq.isChecking()) {
      return;
    }
    if (rfq.invitations.stream().allMatch(i -> i.quote.isEmpty())) {
      endWithoutDeal(turn, rfq, RequestEnd.NO_QUOTE, Reason.NO_QUOTE);
    } else {
      jobs.order(
          turn,
          new Job.SelectBest(rfq.terms, rfq.passes(turn.at()), Optional.of(rfq.id)),
          new Purpose.SelectingBest(rfq.id));
    }
  }

  /** A party's clock is behind, or it waits for a maker still: asks again after the window. */
  public void tooEarly(Turn turn, Purpose.SelectingBest purpose) {
    Rfq rfq = state.requests.get(purpose.rfq());
    if (rfq != null && rfq.phase == Phase.SELECTING) {
      Instant soon = turn.at().plus(SELECT_AGAIN_AFTER);
      rfq.selectAgain = Optional.of(soon.isAfter(rfq.windowEnd) ? soon : rfq.windowEnd);
      schedule(rfq);
    }
  }

  public void selected(Turn turn, Purpose.SelectingBest purpose, JobOutcome.Selected outcome) {
    Rfq rfq = state.requests.get(purpose.rfq());
    if (rfq == null || rfq.phase != Phase.SELECTING) {
      return;
    }
    if (outcome.oneWay().isEmpty() && outcome.offer().isEmpty() && outcome.bid().isEmpty()) {
      endWithoutDeal(turn, rfq, RequestEnd.NO_QUOTE, Reason.NO_QUOTE);
      return;
    }
    Instant firmUntil =
        Rfq.earlier(Rfq.earlier(turn.at(), rfq.windowEnd).plus(rfq.hold), rfq.expireTime);
    if (!firmUntil.isAfter(turn.at())) {
      endWithoutDeal(turn, rfq, RequestEnd.EXPIRED, timeIsOver(turn, rfq));
      return;
    }
    String quoteId = new QuoteId(++state.lastQuote) + (rfq.twoWay ? "-2" : "");
    rfq.shown =
        Optional.of(
            new Rfq.Shown(quoteId, outcome.oneWay(), outcome.offer(), outcome.bid(), firmUntil));
    rfq.phase = Phase.SELECTED;
    state.byShownId.put(quoteId, rfq.id);
    schedule(rfq);
    turn.emit(
        new RequestEvent.QuoteShown(
            turn.at(),
            rfq.taker,
            rfq.firm,
            rfq.id,
            rfq.requestId,
            quoteId,
            outcome.oneWay(),
            outcome.offer(),
            outcome.bid(),
            firmUntil,
            Optional.of(rfq.privacy)));
  }

  /** The same of a request that several makers may fill together. */
  public void composed(Turn turn, Purpose.SelectingBest purpose, JobOutcome.Composed outcome) {
    Rfq rfq = state.requests.get(purpose.rfq());
    if (outcome.enough() || outcome.terms().isEmpty()) {
      Optional<Handle> none = Optional.empty();
      selected(turn, purpose, new JobOutcome.Selected(outcome.terms(), none, none));
    } else if (rfq != null && rfq.phase == Phase.SELECTING) {
      endWithoutDeal(turn, rfq, RequestEnd.NOT_COVERED, Reason.HOLD_OVER, outcome.terms());
    }
  }

  // The taker deals, declines or calls it off.

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
    Rfq rfq = find(state.byShownId, c.quoteId()).orElse(null);
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
              firm(c.taker()),
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

  public void accepted(Turn turn, Purpose.Accepting purpose, JobOutcome.Dealt outcome) {
    Rfq rfq = Optional.ofNullable(state.requests.get(purpose.rfq())).orElseThrow();
    Order order = orders.get(rfq.accept.orElseThrow().order()).orElseThrow();
    rfq.accept = Optional.empty();
    if (outcome.deals().isEmpty()) {
      refuseAccept(turn, rfq, order);
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
    end(rfq, Phase.DEALT);
    Set<Invitation> winners = deal(turn, rfq, active, outcome.deals());
    rfq.invitations.stream()
        .filter(i -> !winners.contains(i) && i.quote.isPresent())
        .forEach(i -> release(turn, rfq, i, MakerRelease.DONE_AWAY));
  }

  /** A trade with each of these makers; the last one fills the taker's order wholly. */
  private Set<Invitation> deal(Turn turn, Rfq rfq, Order order, List<Deal> deals) {
    Set<Invitation> winners = new LinkedHashSet<>();
    Order taker = order;
    for (int k = 0; k < deals.size(); k++) {
      Deal deal = deals.get(k);
      taker = taker.filled(deal.fill(), k == deals.size() - 1);
      orders.put(taker);
      Invitation winner = winner(rfq, deal.quote());
      winners.add(winner);
      Order maker = makersOrder(rfq, winner, deal);
      orders.put(maker);
      trades.agree(turn, taker, maker, deal.fill(), Optional.of(rfq.id));
    }
    return winners;
  }

  private void refuseAccept(Turn turn, Rfq rfq, Order order) {
    orders.put(order.with(OrderStatus.REFUSED));
    turn.emit(
        new OrderEvent.OrderRefused(
            turn.at(),
            order.participant(),
            order.firm(),
            order.clientId().value(),
            Optional.of(order.terms()),
            Optional.empty(),
            "",
            orders.nextExec(),
            true,
            0));
    rfq.phase = Phase.SELECTED;
    schedule(rfq);
    advance(turn, rfq);
  }

  private static Invitation winner(Rfq rfq, Handle quote) {
    return rfq.invitations.stream()
        .filter(i -> i.quote.filter(q -> q.sides().contains(quote)).isPresent())
        .findFirst()
        .orElseThrow();
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

  public void decline(Turn turn, DeclineQuote c) {
    Optional<VenueCode> refusal =
        access.useFresh(turn, c.taker(), c.stamp(), IdKind.RESPONSE, c.responseId().value());
    Rfq rfq = find(state.byShownId, c.quoteId()).orElse(null);
    if (refusal.isPresent()) {
      refuseDecline(turn, c, QuoteStatus.REJECTED, refusal.get());
    } else if (rfq == null || !rfq.taker.equals(c.taker()) || rfq.phase != Phase.SELECTED) {
      refuseDecline(turn, c, QuoteStatus.NOT_FOUND, VenueCode.UNKNOWN_QUOTE);
    } else {
      endWithoutDeal(turn, rfq, RequestEnd.PASSED, Reason.OWNER);
    }
  }

  private void refuseDecline(Turn turn, DeclineQuote c, QuoteStatus status, VenueCode code) {
    turn.emit(
        new RequestEvent.QuoteReported(
            turn.at(),
            c.taker(),
            firm(c.taker()),
            c.quoteId(),
            Optional.empty(),
            List.of(),
            status,
            Optional.of(code),
            "",
            0));
  }

  public void cancel(Turn turn, CancelRequest c) {
    Rfq rfq = find(state.byRequestId, new OwnRequest(c.taker(), c.requestId())).orElse(null);
    if (rfq != null && rfq.phase.isCancellable()) {
      endWithoutDeal(turn, rfq, RequestEnd.CANCELLED, Reason.OWNER);
      return;
    }
    boolean accepted = rfq != null && (rfq.phase == Phase.ACCEPTING || rfq.phase == Phase.DEALT);
    turn.emit(
        new RequestEvent.QuoteReported(
            turn.at(),
            c.taker(),
            firm(c.taker()),
            "*",
            Optional.of(c.requestId()),
            List.of(),
            accepted ? QuoteStatus.REJECTED : QuoteStatus.NOT_FOUND,
            Optional.of(accepted ? VenueCode.ACCEPTED_ALREADY : VenueCode.UNKNOWN_QUOTE),
            "",
            0));
  }

  public void query(Turn turn, QueryQuote c) {
    RfqId asTaker =
        ClientId.isValid(c.reference())
            ? state.byRequestId.get(new OwnRequest(c.participant(), new ClientId(c.reference())))
            : null;
    RfqId shown = asTaker == null ? state.byShownId.get(c.reference()) : asTaker;
    Rfq rfq = shown == null ? null : state.requests.get(shown);
    if (rfq != null && rfq.taker.equals(c.participant())) {
      answer(turn, c, asTaker != null, takerStatus(rfq), rfq.end, Optional.of(rfq.terms));
      return;
    }
    RfqId quoted =
        ClientId.isValid(c.reference())
            ? state.byQuoteId.get(new OwnRequest(c.participant(), new ClientId(c.reference())))
            : null;
    Rfq makers = quoted == null ? null : state.requests.get(quoted);
    if (makers == null) {
      answer(turn, c, false, QuoteStatus.NOT_FOUND, Optional.empty(), Optional.empty());
    } else {
      Invitation maker = makers.invitation(c.participant()).orElseThrow();
      Optional<Handle> terms = maker.quote.or(() -> maker.pending).map(q -> q.sides().get(0));
      answer(turn, c, false, makerStatus(makers, maker, c.reference()), makers.end, terms);
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

  // Connections and halts.

  /** A session ended: its open requests and unrevealed quotes end with it. */
  public void disconnected(Turn turn, ParticipantId who) {
    for (Rfq rfq : openRequests()) {
      if (rfq.taker.equals(who) && rfq.phase.isCancellable()) {
        endWithoutDeal(turn, rfq, RequestEnd.CANCELLED, Reason.DISCONNECT);
      } else if (rfq.isCollecting()) {
        rfq.invitation(who).ifPresent(maker -> leave(turn, rfq, maker));
      }
    }
  }

  private void leave(Turn turn, Rfq rfq, Invitation maker) {
    withdraw(turn, rfq, maker, Optional.of(VenueCode.CANCEL_ON_DISCONNECT));
    maker.passed = true;
    goOn(turn, rfq);
  }

  /** The venue was halted: whatever is not accepted ends. */
  public void halted(Turn turn) {
    openRequests().stream()
        .filter(rfq -> rfq.phase.isCancellable())
        .forEach(rfq -> endWithoutDeal(turn, rfq, RequestEnd.HALTED, Reason.HALT));
  }

  // Endings.

  private void endWithoutDeal(Turn turn, Rfq rfq, RequestEnd end, Reason why) {
    endWithoutDeal(turn, rfq, end, why, Optional.empty());
  }

  private void endWithoutDeal(
      Turn turn, Rfq rfq, RequestEnd end, Reason why, Optional<Handle> available) {
    boolean asked = rfq.phase != Phase.CREATED;
    end(rfq, end);
    close(turn, rfq, why);
    MakerRelease release = release(end);
    turn.emit(
        new RequestEvent.RequestEnded(
            turn.at(),
            rfq.taker,
            rfq.firm,
            rfq.id,
            rfq.requestId,
            rfq.shown.map(Rfq.Shown::quoteId),
            end,
            rfq.terms,
            available));
    for (Invitation i : asked ? rfq.invitations : List.<Invitation>of()) {
      if (!i.live().isEmpty() || (release == MakerRelease.REMOVED && !i.passed)) {
        release(turn, rfq, i, release);
      }
    }
  }

  private void close(Turn turn, Rfq rfq, Reason why) {
    var ending = new Ending(why, rfq.taker, turn.at());
    List<MakerWord> passes = why == Reason.NO_QUOTE ? rfq.passes(turn.at()) : List.of();
    jobs.order(
        turn,
        new Job.CloseRequest(rfq.terms, Optional.of(ending), passes),
        new Purpose.EndingRequest(rfq.id));
  }

  /** By the clocks of the parties it has not expired yet, or is not closed: asks again. */
  public void endTooEarly(Turn turn, Purpose.EndingRequest purpose) {
    Rfq rfq = state.requests.get(purpose.rfq());
    if (rfq != null) {
      rfq.selectAgain = Optional.of(turn.at().plus(END_AGAIN_AFTER));
      schedule(rfq);
    }
  }

  /** What is over: the request's own time, or only the hold of what was selected. */
  private static Reason timeIsOver(Turn turn, Rfq rfq) {
    return turn.at().isBefore(rfq.expireTime) ? Reason.HOLD_OVER : Reason.EXPIRED;
  }

  private static MakerRelease release(RequestEnd end) {
    return switch (end) {
      case NO_QUOTE, CANCELLED, HALTED -> MakerRelease.REMOVED;
      case EXPIRED, PASSED, NOT_COVERED -> MakerRelease.EXPIRED;
    };
  }

  /** Tells a maker of the end of each of its quotes, or of its invitation if it has none. */
  private static void release(Turn turn, Rfq rfq, Invitation maker, MakerRelease release) {
    List<Live> live = maker.live();
    if (live.isEmpty()) {
      release(turn, rfq, maker, release, NO_QUOTE_ID, new QuoteId(0));
    }
    live.forEach(q -> release(turn, rfq, maker, release, q.quoteId(), q.number()));
  }

  private static void release(
      Turn turn,
      Rfq rfq,
      Invitation maker,
      MakerRelease release,
      ClientId quoteId,
      QuoteId number) {
    turn.emit(
        new RequestEvent.MakerReleased(
            turn.at(),
            maker.maker,
            maker.firm,
            rfq.id,
            maker.alias,
            quoteId.value(),
            release,
            rfq.terms,
            number));
  }

  private void end(Rfq rfq, RequestEnd end) {
    rfq.end = Optional.of(end);
    end(rfq, Phase.ENDED);
  }

  private void end(Rfq rfq, Phase phase) {
    rfq.phase = phase;
    rfq.selectAgain = Optional.empty();
    open.remove(rfq.id);
    state.openOfTaker.merge(rfq.taker, -1, Integer::sum);
  }

  /** Number of requests that are neither dealt nor ended. */
  public int open() {
    return state.openOfTaker.values().stream().mapToInt(Integer::intValue).sum();
  }

  private int open(ParticipantId taker) {
    return state.openOfTaker.getOrDefault(taker, 0);
  }

  // Time.

  private void schedule(Rfq rfq) {
    rfq.deadline()
        .ifPresent(
            due -> state.deadlines.computeIfAbsent(due, d -> new LinkedHashSet<>()).add(rfq.id));
  }

  public void advance(Turn turn) {
    while (!state.deadlines.isEmpty() && !state.deadlines.firstKey().isAfter(turn.at())) {
      for (RfqId id : state.deadlines.pollFirstEntry().getValue()) {
        Rfq rfq = state.requests.get(id);
        if (rfq != null) {
          advance(turn, rfq);
        }
      }
    }
  }

  private void advance(Turn turn, Rfq rfq) {
    if (rfq.deadline().filter(due -> !due.isAfter(turn.at())).isEmpty()) {
      return;
    }
    if (rfq.phase == Phase.ENDED) {
      rfq.selectAgain = Optional.empty();
      close(turn, rfq, rfq.isUnquoted() ? Reason.NO_QUOTE : Reason.EXPIRED);
    } else if (rfq.phase == Phase.BROADCAST) {
      closeWindow(turn, rfq);
    } else if (rfq.phase == Phase.SELECTING && turn.at().isBefore(rfq.expireTime)) {
      rfq.selectAgain = Optional.empty();
      selectIfChecked(turn, rfq);
    } else {
      endWithoutDeal(turn, rfq, RequestEnd.EXPIRED, timeIsOver(turn, rfq));
    }
  }

  public Optional<Instant> nextDeadline() {
    return state.deadlines.isEmpty() ? Optional.empty() : Optional.of(state.deadlines.firstKey());
  }

  /** Forgets requests that are over: at the turn of the week. */
  public void forgetEnded() {
    state.requests.values().removeIf(rfq -> !rfq.phase.isOpen());
    List.of(state.byRequestId, state.byAlias, state.byQuoteId)
        .forEach(index -> index.values().removeIf(id -> !state.requests.containsKey(id)));
    state.byShownId.values().removeIf(id -> !state.requests.containsKey(id));
  }

  private <K> Optional<Rfq> find(Map<K, RfqId> index, K key) {
    return Optional.ofNullable(index.get(key)).map(state.requests::get);
  }

  private FirmId firm(ParticipantId who) {
    return access.participant(who).map(Participant::firm).orElseGet(() -> new FirmId(who.value()));
  }
}
