package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.RequestCommand;
import org.junit.jupiter.api.Test;

/** What is refused around a request, by whom it is called off, and who is told. */
final class RfqRefusalsTest extends VenueStory {
  private final Handle asked = buy(10, 0);

  private void requestWithTwoQuotes() {
    given(
        ask(DESK1, "r1", asked),
        quote(MAKER1, "a1", "r1", sell(10, 105)),
        quote(MAKER2, "b1", "r1", sell(10, 103)));
  }

  private void shownQuote() {
    requestWithTwoQuotes();
    given(noThanks(MAKER3, "r1"));
  }

  // Accepts.

  @Test
  void anUnknownQuoteCannotBeAccepted() {
    shownQuote();
    whenAnswered(accept(DESK1, "d1", "Q99", buy(10, 103)));
    then("DESK1 < 8 150=8 39=8 11=d1 20040=301");
  }

  @Test
  void theQuoteOfAnotherDeskIsUnknown() {
    shownQuote();
    whenAnswered(accept(DESK2, "d1", shown(), buy(10, 103)));
    then("DESK2 < 8 150=8 39=8 11=d1 20040=301");
  }

  @Test
  void aMakersOwnQuoteIdIsNoShownQuote() {
    shownQuote();
    whenAnswered(accept(DESK1, "d1", "b1", buy(10, 103)));
    then("DESK1 < 8 150=8 39=8 11=d1 20040=301");
  }

  @Test
  void aQuoteIsAcceptedOnce() {
    shownQuote();
    when(accept(DESK1, "d1", shown(), buy(10, 103)));
    when(accept(DESK1, "d2", shown(), buy(10, 103)));
    then("DESK1 < 8 150=8 39=8 11=d2 20040=304");
    answerAll();
    when(accept(DESK1, "d3", shown(), buy(10, 103)));
    then("DESK1 < 8 150=8 39=8 11=d3 20040=304");
  }

  @Test
  void theSideThatNobodyQuotedCannotBeAccepted() {
    given(ask(DESK1, "r1", asked, stamp(), true), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(noThanks(MAKER2, "r1"), noThanks(MAKER3, "r1"));
    whenAnswered(accept(DESK1, "d1", shown(), sell(10, 105)));
    then("DESK1 < 8 150=8 39=8 11=d1 20040=301");
  }

  @Test
  void theInstantOfTheEndIsTooLate() {
    shownQuote();
    now = now.plus(HOLD);
    when(accept(DESK1, "d1", shown(), buy(10, 103)));
    then(
        "DESK1 < ended EXPIRED 131=r1",
        "MAKER1 < released EXPIRED 117=a1",
        "MAKER2 < released EXPIRED 117=b1",
        "DESK1 < 8 150=8 39=8 11=d1 20040=302");
  }

  @Test
  void aClOrdIdIsUsedOnceWhateverItWasUsedFor() {
    shownQuote();
    given(order(DESK1, "d1", buy(5, 90)));
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 103)));
    then("DESK1 < 8 150=8 39=8 11=d1 20040=407");
  }

  // Quotes.

  @Test
  void aQuoteAfterTheWindowIsLate() {
    requestWithTwoQuotes();
    now = now.plus(WINDOW);
    whenAnswered(quote(MAKER3, "c1", "r1", sell(10, 100)));
    then("MAKER3 < AI 297=5 117=c1 20040=311", "DESK1 < S 117=Q3 131=r1");
  }

  @Test
  void aQuoteMustOutliveWindowAndHold() {
    given(ask(DESK1, "r1", asked));
    var good = quote(MAKER1, "a1", "r1", sell(10, 105));
    whenAnswered(until(good, WINDOW.plus(HOLD).minusMillis(1)));
    then("MAKER1 < AI 297=5 117=a1 20040=310");
    whenAnswered(until(good, WINDOW.plus(HOLD)));
    then("MAKER1 < AI 297=0 117=a1");
  }

  private RequestCommand.SubmitQuote until(RequestCommand.SubmitQuote quote, Duration life) {
    return new RequestCommand.SubmitQuote(
        quote.maker(), quote.quoteId(), quote.alias(), stamp(), quote.sides(), now.plus(life));
  }

  @Test
  void aQuoteToNobodysRequestIsUnknown() {
    given(ask(DESK1, "r1", asked));
    var others = quote(MAKER1, "a1", "r1", sell(10, 105));
    whenAnswered(
        new RequestCommand.SubmitQuote(
            MAKER2,
            others.quoteId(),
            others.alias(),
            stamp(),
            others.sides(),
            others.validUntil()));
    then("MAKER2 < AI 297=9 117=a1 20040=301");
  }

  @Test
  void aQuoteHasAsManySidesAsWereAsked() {
    given(ask(DESK1, "r1", asked));
    whenAnswered(quote(MAKER1, "a1", "r1", sell(10, 105), buy(10, 100)));
    then("MAKER1 < AI 297=5 117=a1 20040=313");
    whenAnswered(quote(MAKER1, "a2", "r1"));
    then("MAKER1 < AI 297=5 117=a2 20040=313");
  }

  @Test
  void aQuoteThatThePartiesFindWrongIsRefusedAndTheMakerMayQuoteAgain() {
    given(ask(DESK1, "r1", asked));
    whenAnswered(quote(MAKER1, "a1", "r1", buy(10, 105)));
    then("MAKER1 < AI 297=5 117=a1");
    whenAnswered(quote(MAKER1, "a2", "r1", sell(10, 105)));
    then("MAKER1 < AI 297=0 117=a2");
  }

  @Test
  void aQuoteIsReplacedOnlyOnceThePartiesHaveTakenIt() {
    given(ask(DESK1, "r1", asked));
    when(quote(MAKER1, "a1", "r1", sell(10, 105)));
    when(quote(MAKER1, "a2", "r1", sell(10, 104)));
    then("MAKER1 < AI 297=5 117=a2 20040=502");
  }

  @Test
  void aQuoteIdIsUsedOnce() {
    given(ask(DESK1, "r1", asked), quote(MAKER1, "a1", "r1", sell(10, 105)));
    whenAnswered(quote(MAKER1, "a1", "r1", sell(10, 104)));
    then("MAKER1 < AI 297=5 117=a1 20040=407");
  }

  @Test
  void aMakerOffTheWhitelistMayNotQuoteAndIsNotAsked() {
    given(ask(DESK1, "r1", asked), whitelist(MAKER1, false));
    whenAnswered(quote(MAKER1, "a1", "r1", sell(10, 105)));
    then("MAKER1 < AI 297=5 117=a1 20040=201");
    whenAnswered(ask(DESK2, "r2", asked));
    then(
        "DESK2 < AI 297=10 131=r2",
        "MAKER2 < R 131=r2_MAKER2",
        "MAKER3 < R 131=r2_MAKER3",
        "OWNMAKER < R 131=r2_OWNMAKER");
    given(new OperatorCommand.SetMode(operation(), false));
    whenAnswered(quote(MAKER1, "a2", "r1", sell(10, 105)));
    then("MAKER1 < AI 297=0 117=a2");
  }

  @Test
  void aSuspendedMakerMayNotQuoteAndIsNotAsked() {
    given(ask(DESK1, "r1", asked), suspend(MAKER1), suspend(MAKER2));
    whenAnswered(quote(MAKER1, "a1", "r1", sell(10, 105)));
    then("MAKER1 < AI 297=5 117=a1 20040=206");
    whenAnswered(ask(DESK1, "r2", asked));
    then("DESK1 < AI 297=10 131=r2", "MAKER3 < R 131=r2_MAKER3");
  }

  @Test
  void onlyMakersThatAreLoggedOnAreAsked() {
    given(drop(MAKER1), drop(MAKER2));
    whenAnswered(ask(DESK1, "r1", asked));
    then("DESK1 < AI 297=10 131=r1", "MAKER3 < R 131=r1_MAKER3");
    given(drop(MAKER3));
    whenAnswered(ask(DESK1, "r2", asked));
    then("DESK1 < AG 658=8 131=r2 20040=314");
  }

  @Test
  void whileTheEngineIsAwayNothingNewIsAccepted() {
    shownQuote();
    given(ask(DESK2, "r2", asked), engine(false));
    whenAnswered(ask(DESK1, "r3", asked));
    then("DESK1 < AG 658=2 131=r3 20040=100");
    whenAnswered(quote(MAKER1, "a2", "r2", sell(10, 105)));
    then("MAKER1 < AI 297=5 117=a2 20040=100");
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 103)));
    then("DESK1 < 8 150=8 39=8 11=d1 20040=100");
    given(engine(true));
    whenAnswered(ask(DESK1, "r3", asked));
    then(
        "DESK1 < AI 297=10 131=r3",
        "MAKER1 < R 131=r3_MAKER1",
        "MAKER2 < R 131=r3_MAKER2",
        "MAKER3 < R 131=r3_MAKER3");
  }

  @Test
  void atMostFiftyRequestsOfATakerAreOpen() {
    for (int i = 0; i < 50; i++) {
      given(ask(DESK1, "r" + i, buy(10, 0)));
    }
    whenAnswered(ask(DESK1, "r50", asked));
    then("DESK1 < AG 658=3 131=r50 20040=805");
    given(cancelRequest(DESK1, "r7"));
    given(ask(DESK1, "r50", asked));
    whenAnswered(new RequestCommand.QueryQuote(DESK1, "r50"));
    then("DESK1 < AI 297=10 for r50");
  }

  @Test
  void aRequestLivesOneSecondToFiveMinutes() {
    for (Duration life :
        List.of(Duration.ofMillis(999), Duration.ofMinutes(5).plusMillis(1), Duration.ZERO)) {
      whenAnswered(living("r" + life.toMillis(), life));
      then("DESK1 < AG 658=4 131=r" + life.toMillis() + " 20040=404");
    }
    for (Duration life : List.of(Duration.ofSeconds(1), Duration.ofMinutes(5))) {
      when(living("r" + life.toMillis(), life));
      thenJobs("AdmitRequest");
    }
  }

  private RequestCommand.RequestQuotes living(String requestId, Duration life) {
    var all = ask(DESK1, requestId, asked);
    return new RequestCommand.RequestQuotes(
        DESK1,
        all.requestId(),
        stamp(),
        asked,
        false,
        false,
        all.aliases(),
        List.of(),
        WINDOW,
        HOLD,
        now.plus(life),
        PrivacyLevel.SHIELDED,
        Optional.empty(),
        false);
  }

  // The taker calls it off.

  @Test
  void theTakerCancelsBeforeAnybodyWasAsked() {
    when(ask(DESK1, "r1", asked));
    when(cancelRequest(DESK1, "r1"));
    then("DESK1 < ended CANCELLED 131=r1");
    answerAll();
    then("DESK1 < ended CANCELLED 131=r1");
  }

  @Test
  void theTakerCancelsInTheWindow() {
    given(ask(DESK1, "r1", asked), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(noThanks(MAKER3, "r1"));
    when(cancelRequest(DESK1, "r1"));
    then(
        "DESK1 < ended CANCELLED 131=r1",
        "MAKER1 < released REMOVED 117=a1",
        "MAKER2 < released REMOVED 117=NONE");
    thenJobs("CloseRequest");
    whenAnswered(quote(MAKER2, "b1", "r1", sell(10, 103)));
    then("MAKER2 < AI 297=5 117=b1 20040=311");
  }

  @Test
  void theTakerCancelsWhileAMakerThatHadPassedIsQuotingAfterAll() {
    given(ask(DESK1, "r1", asked), noThanks(MAKER1, "r1"), noThanks(MAKER2, "r1"));
    when(quote(MAKER1, "a1", "r1", sell(10, 105)));
    when(cancelRequest(DESK1, "r1"));
    then(
        "DESK1 < ended CANCELLED 131=r1",
        "MAKER1 < released REMOVED 117=a1",
        "MAKER3 < released REMOVED 117=NONE");
  }

  @Test
  void theTakerCancelsWhileAQuoteIsBeingReplaced() {
    given(ask(DESK1, "r1", asked), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(noThanks(MAKER2, "r1"));
    when(quote(MAKER1, "a2", "r1", sell(10, 104)));
    when(cancelRequest(DESK1, "r1"));
    then(
        "DESK1 < ended CANCELLED 131=r1",
        "MAKER1 < released REMOVED 117=a1",
        "MAKER1 < released REMOVED 117=a2",
        "MAKER3 < released REMOVED 117=NONE");
  }

  @Test
  void theTakerCancelsWhileThePartiesSelect() {
    requestWithTwoQuotes();
    when(noThanks(MAKER3, "r1"));
    when(cancelRequest(DESK1, "r1"));
    then(
        "DESK1 < ended CANCELLED 131=r1",
        "MAKER1 < released REMOVED 117=a1",
        "MAKER2 < released REMOVED 117=b1");
    heard.clear();
    answerAll();
    then(new String[0]);
  }

  @Test
  void theTakerCancelsWhatItWasShown() {
    shownQuote();
    when(cancelRequest(DESK1, "r1"));
    then(
        "DESK1 < ended CANCELLED 131=r1",
        "MAKER1 < released REMOVED 117=a1",
        "MAKER2 < released REMOVED 117=b1");
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 103)));
    then("DESK1 < 8 150=8 39=8 11=d1 20040=302");
  }

  @Test
  void afterTheAcceptNothingIsCalledOff() {
    shownQuote();
    when(accept(DESK1, "d1", shown(), buy(10, 103)));
    when(cancelRequest(DESK1, "r1"));
    then("DESK1 < AI 297=5 117=* 20040=312");
    answerAll();
    when(cancelRequest(DESK1, "r1"));
    then("DESK1 < AI 297=5 117=* 20040=312");
  }

  @Test
  void anUnknownOrEndedRequestCannotBeCancelled() {
    when(cancelRequest(DESK1, "r9"));
    then("DESK1 < AI 297=9 117=* 20040=301");
    given(ask(DESK1, "r1", asked));
    when(cancelRequest(DESK2, "r1"));
    then("DESK2 < AI 297=9 117=* 20040=301");
    given(cancelRequest(DESK1, "r1"));
    when(cancelRequest(DESK1, "r1"));
    then("DESK1 < AI 297=9 117=* 20040=301");
  }

  // A maker withdraws.

  @Test
  void aMakerWithdrawsInTheWindow() {
    given(ask(DESK1, "r1", asked), quote(MAKER1, "a1", "r1", sell(10, 105)));
    whenAnswered(withdraw(MAKER1, "a1"));
    then("MAKER1 < AI 297=4 117=a1");
    thenJobs("WithdrawQuote");
    whenAnswered(withdraw(MAKER1, "a1"));
    then("MAKER1 < AI 297=9 117=a1 20040=302");
  }

  @Test
  void aMakerWithdrawsWhatThePartiesStillCheck() {
    given(ask(DESK1, "r1", asked));
    when(quote(MAKER1, "a1", "r1", sell(10, 105)));
    when(withdraw(MAKER1, "a1"));
    then("MAKER1 < AI 297=4 117=a1");
    answerAll();
    then("MAKER1 < AI 297=4 117=a1");
    whenPassed(WINDOW);
    then(
        "DESK1 < ended NO_QUOTE 131=r1",
        "MAKER1 < released REMOVED 117=NONE",
        "MAKER2 < released REMOVED 117=NONE",
        "MAKER3 < released REMOVED 117=NONE");
  }

  @Test
  void withdrawingAReplacementOrWhatItReplacesEndsBothAndSaysSo() {
    for (String named : List.of("old", "new")) {
      String r = "r-" + named;
      given(ask(DESK1, r, asked), quote(MAKER1, "old-" + r, r, sell(10, 105)));
      when(quote(MAKER1, "new-" + r, r, sell(10, 104)));
      when(withdraw(MAKER1, named + "-" + r));
      then("MAKER1 < AI 297=4 117=old-" + r, "MAKER1 < AI 297=4 117=new-" + r);
      heard.clear();
      answerAll();
      then(new String[0]);
      given(cancelRequest(DESK1, r));
    }
  }

  @Test
  void withdrawingWhileThePartiesSelectIsTooLate() {
    requestWithTwoQuotes();
    when(noThanks(MAKER3, "r1"));
    when(withdraw(MAKER1, "a1"));
    then("MAKER1 < AI 297=5 117=a1 20040=311");
  }

  /** The window is closed; MAKER1's quote stands, the parties still check MAKER2's. */
  private void closedButStillChecked() {
    given(ask(DESK1, "r1", asked), quote(MAKER1, "a1", "r1", sell(10, 105)));
    tell(quote(MAKER2, "b1", "r1", sell(10, 103)));
    pass(WINDOW);
  }

  @Test
  void aQuoteIsWithdrawnUntilThePartiesAreAskedToSelect() {
    closedButStillChecked();
    when(withdraw(MAKER1, "a1"));
    then("MAKER1 < AI 297=4 117=a1");
    thenJobs("WithdrawQuote");
    when(withdraw(MAKER2, "b1"));
    then(
        "MAKER2 < AI 297=4 117=b1",
        "DESK1 < ended NO_QUOTE 131=r1",
        "MAKER1 < released REMOVED 117=NONE",
        "MAKER2 < released REMOVED 117=NONE",
        "MAKER3 < released REMOVED 117=NONE");
  }

  @Test
  void theOthersAreSelectedFromOnceTheLastCheckedQuoteIsWithdrawn() {
    closedButStillChecked();
    when(new RequestCommand.WithdrawQuotes(MAKER2, Optional.empty()));
    then("MAKER2 < AI 297=4 117=b1");
    thenJobs("WithdrawQuote", "SelectBest");
    answerAll();
    assertThat(spoken().map(Transcript::line)).contains("DESK1 < S 117=Q3 131=r1");
    whenAnswered(accept(DESK1, "d1", "Q3", buy(10, 105)));
    assertThat(spoken().map(Transcript::line)).contains("MAKER1 < 8 150=F 39=2 11=a1 527=T1");
  }

  @Test
  void aMakersQuotesEndWithItsConnectionUntilThePartiesAreAskedToSelect() {
    closedButStillChecked();
    when(drop(MAKER1));
    then("(MAKER1 off)", "MAKER1 < AI 297=4 117=a1 20040=901");
    when(drop(MAKER2));
    thenJobs("WithdrawQuote", "CloseRequest");
    assertThat(spoken().map(Transcript::line))
        .contains("MAKER2 < AI 297=4 117=b1 20040=901", "DESK1 < ended NO_QUOTE 131=r1");
  }

  @Test
  void withdrawingAllWhileThePartiesSelectIsTooLateForEach() {
    requestWithTwoQuotes();
    when(noThanks(MAKER3, "r1"));
    when(new RequestCommand.WithdrawQuotes(MAKER1, Optional.empty()));
    then("MAKER1 < AI 297=5 117=a1 20040=311");
  }

  @Test
  void aShownQuoteIsFirm() {
    shownQuote();
    when(withdraw(MAKER2, "b1"));
    then("MAKER2 < AI 297=5 117=b1 20040=311");
  }

  @Test
  void aWithdrawalAfterTheDealChangesNothing() {
    shownQuote();
    given(accept(DESK1, "d1", shown(), buy(10, 103)));
    when(withdraw(MAKER2, "b1"));
    then("MAKER2 < AI 297=5 117=b1 20040=312");
  }

  @Test
  void anUnknownQuoteCannotBeWithdrawn() {
    when(withdraw(MAKER1, "zz"));
    then("MAKER1 < AI 297=9 117=zz 20040=301");
    requestWithTwoQuotes();
    when(withdraw(MAKER2, "a1"));
    then("MAKER2 < AI 297=9 117=a1 20040=301");
  }

  @Test
  void aMakerWithdrawsAllItsQuotes() {
    given(ask(DESK1, "r1", asked), ask(DESK1, "r2", asked));
    given(
        quote(MAKER1, "a1", "r1", sell(10, 105)),
        quote(MAKER2, "b1", "r1", sell(10, 105)),
        quote(MAKER1, "a2", "r2", sell(10, 105)));
    when(new RequestCommand.WithdrawQuotes(MAKER1, Optional.empty()));
    then("MAKER1 < AI 297=4 117=a1", "MAKER1 < AI 297=4 117=a2");
    answerAll();
    when(new RequestCommand.WithdrawQuotes(MAKER1, Optional.empty()));
    then("MAKER1 < AI 297=9 117=NONE 20040=301");
  }

  // Connections end.

  @Test
  void theTakersConnectionEndsBeforeAnybodyWasAsked() {
    when(ask(DESK1, "r1", asked));
    when(drop(DESK1));
    then("(DESK1 off)", "DESK1 < ended CANCELLED 131=r1");
  }

  @Test
  void theTakersConnectionEndsInTheWindow() {
    given(ask(DESK1, "r1", asked), quote(MAKER1, "a1", "r1", sell(10, 105)));
    when(drop(DESK1));
    then(
        "(DESK1 off)",
        "DESK1 < ended CANCELLED 131=r1",
        "MAKER1 < released REMOVED 117=a1",
        "MAKER2 < released REMOVED 117=NONE",
        "MAKER3 < released REMOVED 117=NONE");
  }

  @Test
  void theTakersConnectionEndsWhileThePartiesSelect() {
    requestWithTwoQuotes();
    when(noThanks(MAKER3, "r1"));
    when(drop(DESK1));
    answerAll();
    then(
        "(DESK1 off)",
        "DESK1 < ended CANCELLED 131=r1",
        "MAKER1 < released REMOVED 117=a1",
        "MAKER2 < released REMOVED 117=b1");
  }

  @Test
  void theTakersConnectionEndsInTheHold() {
    shownQuote();
    when(drop(DESK1));
    then(
        "(DESK1 off)",
        "DESK1 < ended CANCELLED 131=r1",
        "MAKER1 < released REMOVED 117=a1",
        "MAKER2 < released REMOVED 117=b1");
  }

  @Test
  void theTakersConnectionEndsAfterItAccepted() {
    shownQuote();
    when(accept(DESK1, "d1", shown(), buy(10, 103)));
    when(drop(DESK1));
    answerAll();
    then(
        "(DESK1 off)",
        "DESK1 < 8 150=0 39=0 11=d1",
        "DESK1 < 8 150=F 39=2 11=d1 527=T1",
        "MAKER2 < 8 150=F 39=2 11=b1 527=T1",
        "DESK1 MAKER2 < AE 487=0 880=T1 20030=0",
        "MAKER1 < released DONE_AWAY 117=a1");
  }

  @Test
  void requestsEndWithTheConnectionWhateverItsCancelOnDisconnect() {
    given(drop(DESK1), new obscura.engine.core.SessionCommand.OpenSession(DESK1, false));
    given(ask(DESK1, "r1", asked), noThanks(MAKER1, "r1"), noThanks(MAKER2, "r1"));
    when(drop(DESK1));
    then("(DESK1 off)", "DESK1 < ended CANCELLED 131=r1", "MAKER3 < released REMOVED 117=NONE");
  }

  @Test
  void aMakersConnectionEndsBeforeItQuoted() {
    given(ask(DESK1, "r1", asked), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(noThanks(MAKER2, "r1"));
    whenAnswered(drop(MAKER3));
    then("(MAKER3 off)", "DESK1 < S 117=Q2 131=r1");
  }

  @Test
  void aMakersConnectionEndsAfterItQuoted() {
    given(ask(DESK1, "r1", asked), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(noThanks(MAKER2, "r1"), noThanks(MAKER3, "r1"));
    given(ask(DESK1, "r2", asked), quote(MAKER1, "a2", "r2", sell(10, 105)));
    given(quote(MAKER2, "b2", "r2", sell(10, 106)));
    when(drop(MAKER1));
    then("(MAKER1 off)", "MAKER1 < AI 297=4 117=a2 20040=901");
    answerAll();
    whenAnswered(noThanks(MAKER3, "r2"));
    whenAnswered(accept(DESK1, "d2", shown(), buy(10, 106)));
    then(
        "DESK1 < 8 150=0 39=0 11=d2",
        "DESK1 < 8 150=F 39=2 11=d2 527=T1",
        "MAKER2 < 8 150=F 39=2 11=b2 527=T1",
        "DESK1 MAKER2 < AE 487=0 880=T1 20030=0");
  }

  @Test
  void aMakersConnectionEndsWhileThePartiesCheckItsQuote() {
    given(ask(DESK1, "r1", asked), noThanks(MAKER2, "r1"), noThanks(MAKER3, "r1"));
    when(quote(MAKER1, "a1", "r1", sell(10, 105)));
    when(drop(MAKER1));
    answerAll();
    then("(MAKER1 off)", "MAKER1 < AI 297=4 117=a1 20040=901", "DESK1 < ended NO_QUOTE 131=r1");
  }

  @Test
  void aShownQuoteStaysFirmWithoutItsMakersConnection() {
    shownQuote();
    when(drop(MAKER2));
    then("(MAKER2 off)");
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 103)));
    then(
        "DESK1 < 8 150=0 39=0 11=d1",
        "DESK1 < 8 150=F 39=2 11=d1 527=T1",
        "MAKER2 < 8 150=F 39=2 11=b1 527=T1",
        "DESK1 MAKER2 < AE 487=0 880=T1 20030=0",
        "MAKER1 < released DONE_AWAY 117=a1");
  }

  @Test
  void aMakerThatComesBackMayQuoteInTheWindow() {
    given(ask(DESK1, "r1", asked), drop(MAKER1), logon(MAKER1));
    whenAnswered(quote(MAKER1, "a1", "r1", sell(10, 105)));
    then("MAKER1 < AI 297=0 117=a1");
  }

  @Test
  void theGatewayStartsAnew() {
    shownQuote();
    given(order(DESK2, "o1", buy(5, 90)));
    whenAnswered(new obscura.engine.core.SessionCommand.CloseAllSessions());
    then(
        "(MAKER1 off)",
        "(MAKER2 off)",
        "(MAKER3 off)",
        "(OWNMAKER off)",
        "(DESK1 off)",
        "DESK1 < ended CANCELLED 131=r1",
        "MAKER1 < released REMOVED 117=a1",
        "MAKER2 < released REMOVED 117=b1",
        "(DESK2 off)",
        "DESK2 < 8 150=4 39=4 11=o1 20040=901");
  }

  // Halts.

  @Test
  void aHaltEndsWhatIsNotAccepted() {
    shownQuote();
    given(ask(DESK2, "r2", asked));
    when(halt(false));
    then(
        "all < h 340=1",
        "DESK1 < ended HALTED 131=r1",
        "MAKER1 < released REMOVED 117=a1",
        "MAKER2 < released REMOVED 117=b1",
        "DESK2 < ended HALTED 131=r2",
        "MAKER1 < released REMOVED 117=NONE",
        "MAKER2 < released REMOVED 117=NONE",
        "MAKER3 < released REMOVED 117=NONE",
        "OWNMAKER < released REMOVED 117=NONE",
        "ops < done: trading halted; open requests ended, 0 resting orders stay and can be"
            + " cancelled");
  }

  @Test
  void anAcceptBeforeTheHaltStands() {
    shownQuote();
    when(accept(DESK1, "d1", shown(), buy(10, 103)));
    when(halt(false));
    heard.clear();
    answerAll();
    then(
        "DESK1 < 8 150=0 39=0 11=d1",
        "DESK1 < 8 150=F 39=2 11=d1 527=T1",
        "MAKER2 < 8 150=F 39=2 11=b1 527=T1",
        "DESK1 MAKER2 < AE 487=0 880=T1 20030=0",
        "MAKER1 < released DONE_AWAY 117=a1");
  }

  @Test
  void onlyDesksAskAndOnlyMakersQuote() {
    whenAnswered(ask(MAKER1, "r1", asked));
    then("MAKER1 < AG 658=6 131=r1 20040=201");
    whenAnswered(ask(new ParticipantId("NOBODY"), "r1", asked));
    then("NOBODY < AG 658=6 131=r1 20040=201");
    whenAnswered(ask(new ParticipantId("DROP1"), "r1", asked));
    then("DROP1 < AG 658=6 131=r1 20040=201");
  }
}
