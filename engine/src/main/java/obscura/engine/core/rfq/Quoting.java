package obscura.engine.core.rfq;

import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.VenueCode;
import obscura.engine.core.Job;
import obscura.engine.core.MakerWord;
import obscura.engine.core.Participant;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.RequestCommand.PassRequest;
import obscura.engine.core.RequestCommand.QueryQuote;
import obscura.engine.core.RequestCommand.SubmitQuote;
import obscura.engine.core.RequestCommand.WithdrawQuotes;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.QuoteStatus;
import obscura.engine.core.Turn;
import obscura.engine.core.access.Access;
import obscura.engine.core.access.IdKind;
import obscura.engine.core.matching.Jobs;
import obscura.engine.core.matching.Purpose;
import obscura.engine.core.rfq.Rfq.Invitation;
import obscura.engine.core.rfq.Rfq.Live;
import obscura.engine.core.rfq.Rfq.Phase;

/** Makers answer, take back and pass (rules of engagement 3.2). */
public final class Quoting {
  private static final ClientId NO_QUOTE_ID = new ClientId("NONE");

  private final RfqBook book;
  private final Access access;
  private final Jobs jobs;
  private final Selecting selecting;
  private final QuoteQueries queries;

  Quoting(Surroundings around, Selecting selecting, QuoteQueries queries) {
    this.book = around.book();
    this.access = around.access();
    this.jobs = around.jobs();
    this.selecting = selecting;
    this.queries = queries;
  }

  public void quote(Turn turn, SubmitQuote c) {
    if (c.stamp().repeated() && book.byQuoteId(c.maker(), c.quoteId()).isPresent()) {
      queries.query(turn, new QueryQuote(c.maker(), c.quoteId().value()));
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
              access.firm(c.maker()),
              c.quoteId().value(),
              Optional.of(c.alias()),
              c.sides(),
              status,
              refusal,
              "",
              0));
      return;
    }
    Rfq rfq = book.byAlias(c.maker(), c.alias()).orElseThrow();
    Invitation invitation = rfq.invitation(c.maker()).orElseThrow();
    var number = book.nextQuoteId();
    List<Handle> replaced = invitation.quote.map(Live::valid).orElse(List.of());
    invitation.pending =
        Optional.of(new Live(number, c.quoteId(), c.sides(), c.sides().size(), List.of(), false));
    book.quoted(rfq, c.maker(), c.quoteId());
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
    Rfq rfq = book.byAlias(c.maker(), c.alias()).orElse(null);
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
    Rfq rfq = book.get(purpose.rfq());
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
    selecting.goOn(turn, rfq);
  }

  public void pass(Turn turn, PassRequest c) {
    Rfq rfq = book.byAlias(c.maker(), c.alias()).orElse(null);
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
    selecting.closeIfAllAnswered(turn, rfq);
  }

  public void withdraw(Turn turn, WithdrawQuotes c) {
    if (c.quoteId().isEmpty()) {
      withdrawAll(turn, c.maker());
      return;
    }
    ClientId quoteId = c.quoteId().get();
    Rfq rfq = book.byQuoteId(c.maker(), quoteId).orElse(null);
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
      selecting.selectIfChecked(turn, rfq);
    }
  }

  private void withdrawAll(Turn turn, ParticipantId maker) {
    int before = turn.events().size();
    for (Rfq rfq : book.openRequests()) {
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
            access.firm(maker),
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

  void leave(Turn turn, Rfq rfq, Invitation maker) {
    withdraw(turn, rfq, maker, Optional.of(VenueCode.CANCEL_ON_DISCONNECT));
    maker.passed = true;
    selecting.goOn(turn, rfq);
  }
}
