package obscura.engine.core.rfq;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import obscura.domain.Handle;
import obscura.engine.core.Ending.Reason;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.RequestEnd;
import obscura.engine.core.Turn;
import obscura.engine.core.matching.Jobs;
import obscura.engine.core.matching.Purpose;
import obscura.engine.core.rfq.Rfq.Invitation;
import obscura.engine.core.rfq.Rfq.Phase;

/** The window closes, and the parties select. */
public final class Selecting {
  private static final Duration SELECT_AGAIN_AFTER = Duration.ofMillis(100);

  private final RfqBook book;
  private final Jobs jobs;
  private final Endings endings;

  Selecting(Surroundings around, Endings endings) {
    this.book = around.book();
    this.jobs = around.jobs();
    this.endings = endings;
  }

  /** An answer has come, or is not to be waited for any more. */
  void goOn(Turn turn, Rfq rfq) {
    if (rfq.phase == Phase.SELECTING) {
      selectIfChecked(turn, rfq);
    } else {
      closeIfAllAnswered(turn, rfq);
    }
  }

  void closeIfAllAnswered(Turn turn, Rfq rfq) {
    if (rfq.phase == Phase.BROADCAST
        && rfq.invitations.stream().allMatch(Invitation::hasAnswered)) {
      closeWindow(turn, rfq);
    }
  }

  private void closeWindow(Turn turn, Rfq rfq) {
    boolean nobody =
        rfq.invitations.stream().allMatch(i -> i.quote.isEmpty() && i.pending.isEmpty());
    if (nobody) {
      endings.endWithoutDeal(turn, rfq, RequestEnd.NO_QUOTE, Reason.NO_QUOTE);
    } else if (!turn.at().isBefore(rfq.expireTime)) {
      endings.endWithoutDeal(turn, rfq, RequestEnd.EXPIRED, Endings.timeIsOver(turn, rfq));
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
  void selectIfChecked(Turn turn, Rfq rfq) {
    if (rfq.isChecking()) {
      return;
    }
    if (rfq.invitations.stream().allMatch(i -> i.quote.isEmpty())) {
      endings.endWithoutDeal(turn, rfq, RequestEnd.NO_QUOTE, Reason.NO_QUOTE);
    } else {
      jobs.order(
          turn,
          new Job.SelectBest(rfq.terms, rfq.passes(turn.at()), Optional.of(rfq.id)),
          new Purpose.SelectingBest(rfq.id));
    }
  }

  /** A party's clock is behind, or it waits for a maker still: asks again after the window. */
  public void tooEarly(Turn turn, Purpose.SelectingBest purpose) {
    Rfq rfq = book.get(purpose.rfq());
    if (rfq != null && rfq.phase == Phase.SELECTING) {
      Instant soon = turn.at().plus(SELECT_AGAIN_AFTER);
      rfq.selectAgain = Optional.of(soon.isAfter(rfq.windowEnd) ? soon : rfq.windowEnd);
      book.schedule(rfq);
    }
  }

  public void selected(Turn turn, Purpose.SelectingBest purpose, JobOutcome.Selected outcome) {
    Rfq rfq = book.get(purpose.rfq());
    if (rfq == null || rfq.phase != Phase.SELECTING) {
      return;
    }
    if (outcome.oneWay().isEmpty() && outcome.offer().isEmpty() && outcome.bid().isEmpty()) {
      endings.endWithoutDeal(turn, rfq, RequestEnd.NO_QUOTE, Reason.NO_QUOTE);
      return;
    }
    Instant firmUntil =
        Rfq.earlier(Rfq.earlier(turn.at(), rfq.windowEnd).plus(rfq.hold), rfq.expireTime);
    if (!firmUntil.isAfter(turn.at())) {
      endings.endWithoutDeal(turn, rfq, RequestEnd.EXPIRED, Endings.timeIsOver(turn, rfq));
      return;
    }
    String quoteId = book.nextQuoteId() + (rfq.twoWay ? "-2" : "");
    rfq.shown =
        Optional.of(
            new Rfq.Shown(quoteId, outcome.oneWay(), outcome.offer(), outcome.bid(), firmUntil));
    rfq.phase = Phase.SELECTED;
    book.shown(rfq, quoteId);
    book.schedule(rfq);
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
    Rfq rfq = book.get(purpose.rfq());
    if (outcome.enough() || outcome.terms().isEmpty()) {
      Optional<Handle> none = Optional.empty();
      selected(turn, purpose, new JobOutcome.Selected(outcome.terms(), none, none));
    } else if (rfq != null && rfq.phase == Phase.SELECTING) {
      endings.endWithoutDeal(turn, rfq, RequestEnd.NOT_COVERED, Reason.HOLD_OVER, outcome.terms());
    }
  }

  void advance(Turn turn, Rfq rfq) {
    if (rfq.deadline().filter(due -> !due.isAfter(turn.at())).isEmpty()) {
      return;
    }
    if (rfq.phase == Phase.ENDED) {
      rfq.selectAgain = Optional.empty();
      endings.close(turn, rfq, rfq.isUnquoted() ? Reason.NO_QUOTE : Reason.EXPIRED);
    } else if (rfq.phase == Phase.BROADCAST) {
      closeWindow(turn, rfq);
    } else if (rfq.phase == Phase.SELECTING && turn.at().isBefore(rfq.expireTime)) {
      rfq.selectAgain = Optional.empty();
      selectIfChecked(turn, rfq);
    } else {
      endings.endWithoutDeal(turn, rfq, RequestEnd.EXPIRED, Endings.timeIsOver(turn, rfq));
    }
  }
}
