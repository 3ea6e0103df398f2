package obscura.engine.core.rfq;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import obscura.domain.ClientId;
import obscura.domain.ParticipantId;
import obscura.domain.RfqId;
import obscura.engine.core.Ending.Reason;
import obscura.engine.core.RequestEvent.RequestEnd;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.Turn;
import obscura.engine.core.access.Access;
import obscura.engine.core.matching.Jobs;
import obscura.engine.core.matching.Purpose;
import obscura.engine.core.rfq.Rfq.Invitation;
import obscura.engine.core.rfq.Rfq.Phase;
import obscura.engine.core.trading.Orders;
import obscura.engine.core.trading.Trades;

/**
 * The RFQ flow (rules of engagement 3), in the order of its steps: {@link #asking}, {@link
 * #quoting}, {@link #selecting}, {@link #dealing}. Which quote is best, and whose, comes only out
 * of a job.
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

  private final RfqBook book;
  private final Endings endings;
  private final Asking asking;
  private final Quoting quoting;
  private final Selecting selecting;
  private final Dealing dealing;
  private final QuoteQueries queries;

  public Requests(
      State state, Access access, Jobs jobs, Orders orders, Trades trades, int openRequestsMax) {
    book = new RfqBook(state);
    var around = new Surroundings(book, access, jobs);
    endings = new Endings(book, jobs);
    queries = new QuoteQueries(book, orders);
    selecting = new Selecting(around, endings);
    asking = new Asking(around, endings, queries, openRequestsMax);
    quoting = new Quoting(around, selecting, queries);
    dealing = new Dealing(around, orders, trades, selecting);
  }

  /** The taker asks. */
  public Asking asking() {
    return asking;
  }

  /** Makers answer. */
  public Quoting quoting() {
    return quoting;
  }

  /** The parties select. */
  public Selecting selecting() {
    return selecting;
  }

  /** The taker deals. */
  public Dealing dealing() {
    return dealing;
  }

  /** Either asks how things stand. */
  public QuoteQueries queries() {
    return queries;
  }

  /** Open requests that were told to their takers, and the makers' parts in them. */
  public List<StandingEvent> standing(Instant at) {
    List<StandingEvent> all = new ArrayList<>();
    for (Rfq rfq : book.openRequests()) {
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

  /** A session ended: its open requests and unrevealed quotes end with it. */
  public void disconnected(Turn turn, ParticipantId who) {
    for (Rfq rfq : book.openRequests()) {
      if (rfq.taker.equals(who) && rfq.phase.isCancellable()) {
        endings.endWithoutDeal(turn, rfq, RequestEnd.CANCELLED, Reason.DISCONNECT);
      } else if (rfq.isCollecting()) {
        rfq.invitation(who).ifPresent(maker -> quoting.leave(turn, rfq, maker));
      }
    }
  }

  /** The venue was halted: whatever is not accepted ends. */
  public void halted(Turn turn) {
    book.openRequests().stream()
        .filter(rfq -> rfq.phase.isCancellable())
        .forEach(rfq -> endings.endWithoutDeal(turn, rfq, RequestEnd.HALTED, Reason.HALT));
  }

  /** By the clocks of the parties a request has not expired yet. */
  public void endTooEarly(Turn turn, Purpose.EndingRequest purpose) {
    endings.endTooEarly(turn, purpose);
  }

  /** Number of requests that are neither dealt nor ended. */
  public int open() {
    return book.open();
  }

  public void advance(Turn turn) {
    while (book.hasDue(turn.at())) {
      book.pollEarliest().forEach(rfq -> selecting.advance(turn, rfq));
    }
  }

  public Optional<Instant> nextDeadline() {
    return book.nextDeadline();
  }

  /** Forgets requests that are over: at the turn of the week. */
  public void forgetEnded() {
    book.forgetEnded();
  }
}
