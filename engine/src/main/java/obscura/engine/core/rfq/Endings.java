package obscura.engine.core.rfq;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.QuoteId;
import obscura.engine.core.Ending;
import obscura.engine.core.Ending.Reason;
import obscura.engine.core.Job;
import obscura.engine.core.MakerWord;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.MakerRelease;
import obscura.engine.core.RequestEvent.RequestEnd;
import obscura.engine.core.Turn;
import obscura.engine.core.matching.Jobs;
import obscura.engine.core.matching.Purpose;
import obscura.engine.core.rfq.Rfq.Invitation;
import obscura.engine.core.rfq.Rfq.Live;
import obscura.engine.core.rfq.Rfq.Phase;

/** How a request ends without a deal, and who is told. */
final class Endings {
  private static final ClientId NO_QUOTE_ID = new ClientId("NONE");

  /** Nobody waits for an end. */
  private static final Duration END_AGAIN_AFTER = Duration.ofSeconds(1);

  private final RfqBook book;
  private final Jobs jobs;

  Endings(RfqBook book, Jobs jobs) {
    this.book = book;
    this.jobs = jobs;
  }

  void endWithoutDeal(Turn turn, Rfq rfq, RequestEnd end, Reason why) {
    endWithoutDeal(turn, rfq, end, why, Optional.empty());
  }

  void endWithoutDeal(Turn turn, Rfq rfq, RequestEnd end, Reason why, Optional<Handle> available) {
    boolean asked = rfq.phase != Phase.CREATED;
    book.end(rfq, end);
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

  void close(Turn turn, Rfq rfq, Reason why) {
    var ending = new Ending(why, rfq.taker, turn.at());
    List<MakerWord> passes = why == Reason.NO_QUOTE ? rfq.passes(turn.at()) : List.of();
    jobs.order(
        turn,
        new Job.CloseRequest(rfq.terms, Optional.of(ending), passes),
        new Purpose.EndingRequest(rfq.id));
  }

  /** By the clocks of the parties it has not expired yet, or is not closed: asks again. */
  void endTooEarly(Turn turn, Purpose.EndingRequest purpose) {
    Rfq rfq = book.get(purpose.rfq());
    if (rfq != null) {
      rfq.selectAgain = Optional.of(turn.at().plus(END_AGAIN_AFTER));
      book.schedule(rfq);
    }
  }

  /** What is over: the request's own time, or only the hold of what was selected. */
  static Reason timeIsOver(Turn turn, Rfq rfq) {
    return turn.at().isBefore(rfq.expireTime) ? Reason.HOLD_OVER : Reason.EXPIRED;
  }

  private static MakerRelease release(RequestEnd end) {
    return switch (end) {
      case NO_QUOTE, CANCELLED, HALTED -> MakerRelease.REMOVED;
      case EXPIRED, PASSED, NOT_COVERED -> MakerRelease.EXPIRED;
    };
  }

  /** Tells a maker of the end of each of its quotes, or of its invitation if it has none. */
  static void release(Turn turn, Rfq rfq, Invitation maker, MakerRelease release) {
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
}
