package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.RfqId;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.MakerWord;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.RequestCommand;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.Stamp;
import obscura.engine.core.WorkEvent.JobOrdered;
import org.junit.jupiter.api.Test;

/** Rules of engagement 3: from the request to the deal, when all goes its way. */
final class RfqTest extends VenueStory {
  @Test
  void aRequestIsCheckedByThePartiesBeforeAnybodyHearsOfIt() {
    Handle terms = buy(10, 0);
    when(ask(DESK1, "r1", terms));
    then(new String[0]);
    assertThat(jobs().map(JobOrdered::job))
        .containsExactly(
            new Job.AdmitRequest(
                terms, false, false, List.of(MAKER1, MAKER2, MAKER3), List.of(1L), false));
  }

  @Test
  void eachMakerIsAskedUnderItsOwnIdAndNoMakerOfTheTakersFirmIs() {
    Handle terms = buy(10, 0);
    var rfq = new RfqId(1);
    whenAnswered(ask(DESK1, "r1", terms));
    then(
        new RequestEvent.RequestOpened(now, DESK1, ALPHA, rfq, id("r1"), terms),
        asked(1, "ONE", rfq, terms),
        asked(2, "TWO", rfq, terms),
        asked(3, "THREE", rfq, terms));
  }

  private RequestEvent.MakerAsked asked(int maker, String firm, RfqId rfq, Handle terms) {
    return new RequestEvent.MakerAsked(
        now,
        MAKERS.get(maker - 1),
        new FirmId(firm),
        rfq,
        alias("r1", MAKERS.get(maker - 1)),
        terms,
        false,
        PrivacyLevel.COMPLIANT,
        now.plus(WINDOW),
        now.plus(WINDOW).plus(HOLD),
        false);
  }

  @Test
  void onlyMakersThatTheTakerNamedAreAsked() {
    var all = ask(DESK1, "r1", buy(10, 0));
    whenAnswered(
        new RequestCommand.RequestQuotes(
            all.taker(),
            all.requestId(),
            all.stamp(),
            all.terms(),
            false,
            false,
            all.aliases(),
            List.of(MAKER2),
            WINDOW,
            HOLD,
            all.expireTime(),
            all.privacy(),
            all.closes(),
            false));
    then("DESK1 < AI 297=10 131=r1", "MAKER2 < R 131=r1_MAKER2");
  }

  /** The parties hold the venue to the window: who is not waited for has a word of its own. */
  @Test
  void aSelectionBeforeTheWindowEndsNamesWhoWillNotQuote() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(noThanks(MAKER3, "r1"));
    given(drop(MAKER2));
    assertThat(passes()).containsExactly(OWN_MAKER, MAKER2, MAKER3);
    given(ask(DESK1, "r2", buy(10, 0)), quote(MAKER1, "a2", "r2", sell(10, 105)));
    pass(WINDOW);
    assertThat(passes()).isEmpty();
  }

  private List<ParticipantId> passes() {
    return everything.stream()
        .filter(JobOrdered.class::isInstance)
        .map(e -> ((JobOrdered) e).job())
        .filter(Job.SelectBest.class::isInstance)
        .reduce((first, second) -> second)
        .map(job -> ((Job.SelectBest) job).passes())
        .orElseThrow()
        .stream()
        .map(MakerWord::maker)
        .toList();
  }

  @Test
  void aSelectionThatIsTooEarlyByAPartysClockIsAskedForAgain() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    pass(WINDOW);
    when(noThanks(MAKER2, "r1"));
    answer(new JobOutcome.TooEarly());
    then(new String[0]);
    whenPassed(Duration.ofMillis(99));
    thenJobs();
    whenPassed(Duration.ofMillis(1));
    thenJobs("SelectBest");
    answer(new JobOutcome.TooEarly());
    whenPassed(Duration.ofMillis(100));
    thenJobs("SelectBest");
    answerAll();
    then("DESK1 < S 117=Q2 131=r1");
  }

  @Test
  void aSelectionThatIsAlwaysTooEarlyEndsWithItsRequest() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    pass(WINDOW);
    for (int k = 0; k < 1_000 && parties.outstanding() > 0; k++) {
      answer(new JobOutcome.TooEarly());
      pass(Duration.ofMillis(100));
    }
    assertThat(everything.stream().map(Transcript::line)).contains("DESK1 < ended EXPIRED 131=r1");
  }

  @Test
  void theWindowClosesWhenTheLastMakerHasQuotedOrPassed() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(noThanks(MAKER3, "r1"));
    whenAnswered(quote(MAKER2, "b1", "r1", sell(10, 103)));
    then("MAKER2 < AI 297=0 117=b1", "DESK1 < S 117=Q3 131=r1");
  }

  @Test
  void aPassOfTheLastMakerClosesTheWindowToo() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(noThanks(MAKER3, "r1"));
    whenAnswered(noThanks(MAKER2, "r1"));
    then("MAKER2 < (passed) 131=r1_MAKER2", "DESK1 < S 117=Q2 131=r1");
  }

  @Test
  void theWindowClosesWhenItsTimeIsOver() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    whenPassed(WINDOW.minusMillis(1));
    thenJobs();
    whenPassed(Duration.ofMillis(1));
    thenJobs("SelectBest");
    answerAll();
    then("DESK1 < S 117=Q2 131=r1");
  }

  @Test
  void theShownQuoteIsFirmForTheHold() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(noThanks(MAKER2, "r1"));
    pass(Duration.ofMillis(500));
    whenAnswered(noThanks(MAKER3, "r1"));
    var shown = (RequestEvent.QuoteShown) spoken().toList().get(1);
    assertThat(shown.validUntil()).isEqualTo(now.plus(HOLD));
  }

  @Test
  void aSlowSelectionIsFirmNoLongerThanTheMakersWereTold() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    whenPassed(WINDOW);
    now = now.plusMillis(700);
    answerAll();
    var shown = (RequestEvent.QuoteShown) spoken().findFirst().orElseThrow();
    assertThat(shown.validUntil()).isEqualTo(NOON.plus(WINDOW).plus(HOLD));
  }

  @Test
  void aSelectionThatComesAfterItsHoldIsNotShown() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    whenPassed(WINDOW);
    now = now.plus(HOLD);
    answerAll();
    then("DESK1 < ended EXPIRED 131=r1", "MAKER1 < released EXPIRED 117=a1");
  }

  @Test
  void nobodyAnswersUntilTheWindowEnds() {
    given(ask(DESK1, "r1", buy(10, 0)), noThanks(MAKER1, "r1"));
    whenPassed(WINDOW);
    then(
        "DESK1 < ended NO_QUOTE 131=r1",
        "MAKER2 < released REMOVED 117=NONE",
        "MAKER3 < released REMOVED 117=NONE");
    thenJobs("CloseRequest");
  }

  @Test
  void everybodyPasses() {
    given(ask(DESK1, "r1", buy(10, 0)), noThanks(MAKER1, "r1"), noThanks(MAKER2, "r1"));
    when(noThanks(MAKER3, "r1"));
    then("MAKER3 < (passed) 131=r1_MAKER3", "DESK1 < ended NO_QUOTE 131=r1");
  }

  @Test
  void theTakerDealsOnTheBestQuoteAndTheOthersHearNothingButDoneAway() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    given(quote(MAKER2, "b1", "r1", sell(10, 103)), quote(MAKER3, "c1", "r1", sell(10, 104)));
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 103)));
    then(
        "DESK1 < 8 150=0 39=0 11=d1",
        "DESK1 < 8 150=F 39=2 11=d1 527=T1",
        "MAKER2 < 8 150=F 39=2 11=b1 527=T1",
        "DESK1 MAKER2 < AE 487=0 880=T1 20030=0",
        "MAKER1 < released DONE_AWAY 117=a1",
        "MAKER3 < released DONE_AWAY 117=c1");
  }

  @Test
  void anAcceptThatThePartiesRefuseLeavesTheQuoteFirm() {
    given(everybodyQuoted());
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 99)));
    then("DESK1 < 8 150=8 39=8 11=d1 by the parties");
    whenAnswered(accept(DESK1, "d2", shown(), buy(10, 103)));
    then(
        "DESK1 < 8 150=0 39=0 11=d2",
        "DESK1 < 8 150=F 39=2 11=d2 527=T1",
        "MAKER2 < 8 150=F 39=2 11=b1 527=T1",
        "DESK1 MAKER2 < AE 487=0 880=T1 20030=0",
        "MAKER1 < released DONE_AWAY 117=a1",
        "MAKER3 < released DONE_AWAY 117=c1");
  }

  /** As when the parties refuse its withdrawal, because it signs for itself by now. */
  @Test
  void aQuoteThatTheVenueTookBackAndThePartiesKeptIsDealtWithNobody() {
    given(everybodyQuoted());
    when(accept(DESK1, "d1", shown(), buy(10, 103)));
    Handle takenBack = new Handle(7, 7, 7, 7);
    answer(new JobOutcome.Accepted(Optional.of(takenBack), Optional.of(new Handle(8, 8, 8, 8))));
    then("DESK1 < 8 150=8 39=8 11=d1 by the parties");
  }

  /** The venue took it in time, and the parties were away until the hold was over. */
  @Test
  void anAcceptThatIsTooLateForThePartiesIsAnsweredAsOneThatCameTooLate() {
    given(everybodyQuoted());
    when(accept(DESK1, "d1", shown(), buy(10, 103)));
    answer(new JobOutcome.TooLate());
    then("DESK1 < 8 150=8 39=8 11=d1 20040=302");
    whenPassed(HOLD);
    then(
        "DESK1 < ended EXPIRED 131=r1",
        "MAKER1 < released EXPIRED 117=a1",
        "MAKER2 < released EXPIRED 117=b1",
        "MAKER3 < released EXPIRED 117=c1");
  }

  @Test
  void anAcceptRefusedAfterTheHoldEndsTheRequest() {
    given(everybodyQuoted());
    when(accept(DESK1, "d1", shown(), buy(10, 99)));
    whenPassed(HOLD);
    then(new String[0]);
    answerAll();
    then(
        "DESK1 < 8 150=8 39=8 11=d1 by the parties",
        "DESK1 < ended EXPIRED 131=r1",
        "MAKER1 < released EXPIRED 117=a1",
        "MAKER2 < released EXPIRED 117=b1",
        "MAKER3 < released EXPIRED 117=c1");
  }

  @Test
  void anAcceptInTimeStandsHoweverLongThePartiesTake() {
    given(everybodyQuoted());
    when(accept(DESK1, "d1", shown(), buy(10, 103)));
    pass(Duration.ofMinutes(2));
    heard.clear();
    answerAll();
    assertThat(spoken().map(Transcript::line)).contains("DESK1 < 8 150=F 39=2 11=d1 527=T1");
  }

  @Test
  void theHoldEndsWithoutADeal() {
    given(everybodyQuoted());
    whenPassed(HOLD);
    then(
        "DESK1 < ended EXPIRED 131=r1",
        "MAKER1 < released EXPIRED 117=a1",
        "MAKER2 < released EXPIRED 117=b1",
        "MAKER3 < released EXPIRED 117=c1");
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 103)));
    then("DESK1 < 8 150=8 39=8 11=d1 20040=302");
  }

  @Test
  void theTakerLetsTheQuotePass() {
    given(everybodyQuoted());
    when(new RequestCommand.DeclineQuote(DESK1, id("j1"), shown(), stamp()));
    then(
        "DESK1 < ended PASSED 131=r1",
        "MAKER1 < released EXPIRED 117=a1",
        "MAKER2 < released EXPIRED 117=b1",
        "MAKER3 < released EXPIRED 117=c1");
  }

  @Test
  void aTwoWayRequestShowsBothSidesAndTheAcceptChooses() {
    given(ask(DESK1, "r1", buy(10, 0), stamp(), true));
    given(
        quote(MAKER1, "a1", "r1", sell(10, 105), buy(10, 100)),
        quote(MAKER2, "b1", "r1", sell(10, 104), buy(10, 99)));
    whenAnswered(noThanks(MAKER3, "r1"));
    then("MAKER3 < (passed) 131=r1_MAKER3", "DESK1 < S 117=Q3-2 131=r1");
    whenAnswered(accept(DESK1, "d1", shown(), sell(10, 100)));
    then(
        "DESK1 < 8 150=0 39=0 11=d1",
        "DESK1 < 8 150=F 39=2 11=d1 527=T1",
        "MAKER1 < 8 150=F 39=2 11=a1 527=T1",
        "DESK1 MAKER1 < AE 487=0 880=T1 20030=0",
        "MAKER2 < released DONE_AWAY 117=b1");
  }

  @Test
  void aMakerReplacesItsQuoteInTheWindow() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    when(quote(MAKER1, "a2", "r1", sell(10, 101)));
    thenJobs("AdmitQuote");
    assertThat(jobs().map(j -> ((Job.AdmitQuote) j.job()).replaces().size())).containsExactly(1);
    answerAll();
    then("MAKER1 < AI 297=0 117=a2");
    given(noThanks(MAKER2, "r1"), noThanks(MAKER3, "r1"));
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 101)));
    assertThat(spoken().map(Transcript::line)).contains("MAKER1 < 8 150=F 39=2 11=a2 527=T1");
  }

  @Test
  void aRefusedReplacementLeavesTheOldQuoteStanding() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    whenAnswered(quote(MAKER1, "a2", "r1", sell(3, 101)));
    then("MAKER1 < AI 297=5 117=a2");
    given(noThanks(MAKER2, "r1"), noThanks(MAKER3, "r1"));
    whenAnswered(accept(DESK1, "d1", shown(), buy(10, 105)));
    assertThat(spoken().map(Transcript::line)).contains("MAKER1 < 8 150=F 39=2 11=a1 527=T1");
  }

  @Test
  void aTwoWayReplacementWhoseFirstSideIsRefusedLeavesTheOldQuoteStanding() {
    given(ask(DESK1, "r1", buy(10, 0), stamp(), true));
    given(quote(MAKER1, "a1", "r1", sell(10, 105), buy(10, 100)));
    whenAnswered(quote(MAKER1, "a2", "r1", sell(3, 104), buy(10, 101)));
    then("MAKER1 < AI 297=5 117=a2");
    given(noThanks(MAKER2, "r1"), noThanks(MAKER3, "r1"));
    whenAnswered(accept(DESK1, "d1", shown(), sell(10, 100)));
    assertThat(spoken().map(Transcript::line)).contains("MAKER1 < 8 150=F 39=2 11=a1 527=T1");
  }

  @Test
  void aTwoWayReplacementWhoseSecondSideIsRefusedTakesTheOldQuoteAwayAndSaysSo() {
    given(ask(DESK1, "r1", buy(10, 0), stamp(), true));
    given(quote(MAKER1, "a1", "r1", sell(10, 105), buy(10, 100)));
    whenAnswered(quote(MAKER1, "a2", "r1", sell(10, 104), buy(3, 101)));
    then("MAKER1 < AI 297=4 117=a1", "MAKER1 < AI 297=5 117=a2");
    given(noThanks(MAKER2, "r1"));
    whenAnswered(noThanks(MAKER3, "r1"));
    thenJobs();
    whenPassed(WINDOW);
    then("DESK1 < ended NO_QUOTE 131=r1", "MAKER1 < released REMOVED 117=NONE");
  }

  @Test
  void aQuoteHalfOfWhichIsRefusedAfterTheWindowIsNotSelected() {
    given(ask(DESK1, "r1", buy(10, 0), stamp(), true));
    given(quote(MAKER2, "b1", "r1", sell(10, 105), buy(10, 100)));
    when(quote(MAKER1, "a1", "r1", sell(10, 101), buy(3, 100)));
    whenPassed(WINDOW);
    thenJobs();
    answerAll();
    then("MAKER1 < AI 297=5 117=a1", "DESK1 < S 117=Q3-2 131=r1");
    thenJobs("SelectBest");
    whenAnswered(accept(DESK1, "d1", shown(), sell(10, 100)));
    assertThat(spoken().map(Transcript::line)).contains("MAKER2 < 8 150=F 39=2 11=b1 527=T1");
  }

  @Test
  void whenEverythingEndsBeforeTheSelectionTheRequestsTimeIsKept() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    whenPassed(WINDOW);
    thenJobs("SelectBest");
    whenPassed(LIFETIME);
    then("DESK1 < ended EXPIRED 131=r1", "MAKER1 < released EXPIRED 117=a1");
    heard.clear();
    answerAll();
    then(new String[0]);
  }

  @Test
  void aRequestThatThePartiesNeverCheckedExpires() {
    when(ask(DESK1, "r1", buy(10, 0)));
    whenPassed(LIFETIME);
    then("DESK1 < ended EXPIRED 131=r1");
    heard.clear();
    answerAll();
    then(new String[0]);
  }

  @Test
  void aRequestThatThePartiesRefuseIsAnsweredByTheirReason() {
    whenAnswered(ask(DESK1, "r1", buy(0, 0)));
    then("DESK1 < AG 658=99 131=r1 by the parties");
  }

  @Test
  void statusIsToldToTakerAndMaker() {
    given(ask(DESK1, "r1", buy(10, 0)), quote(MAKER1, "a1", "r1", sell(10, 105)));
    whenAnswered(new RequestCommand.QueryQuote(DESK1, "r1"));
    then("DESK1 < AI 297=10 for r1");
    whenAnswered(new RequestCommand.QueryQuote(MAKER1, "a1"));
    then("MAKER1 < AI 297=0 for a1");
    whenAnswered(new RequestCommand.QueryQuote(MAKER2, "a1"));
    then("MAKER2 < AI 297=9 for a1");
  }

  @Test
  void aQuoteThatThePartiesStillCheckIsPending() {
    given(ask(DESK1, "r1", buy(10, 0)));
    when(quote(MAKER1, "a1", "r1", sell(10, 105)));
    when(new RequestCommand.QueryQuote(MAKER1, "a1"));
    then("MAKER1 < AI 297=10 for a1");
  }

  @Test
  void aLosingQuoteIsOver() {
    given(everybodyQuoted());
    given(accept(DESK1, "d1", shown(), buy(10, 103)));
    when(new RequestCommand.QueryQuote(MAKER1, "a1"));
    then("MAKER1 < AI 297=7 for a1");
    when(new RequestCommand.QueryQuote(MAKER2, "b1"));
    then("MAKER2 < AI 297=0 for b1");
  }

  @Test
  void aRepeatedRequestIsAnsweredNotAskedAgain() {
    given(ask(DESK1, "r1", buy(10, 0)));
    whenAnswered(ask(DESK1, "r1", buy(10, 0), again(), false));
    then("DESK1 < AI 297=10 for r1");
    thenJobs();
  }

  @Test
  void aRepeatedQuoteIsAnsweredWithWhatBecameOfIt() {
    given(ask(DESK1, "r1", buy(10, 0)));
    var quote = quote(MAKER1, "a1", "r1", sell(10, 105));
    given(quote);
    whenAnswered(
        new RequestCommand.SubmitQuote(
            MAKER1, quote.quoteId(), quote.alias(), again(), quote.sides(), quote.validUntil()));
    then("MAKER1 < AI 297=0 for a1");
    thenJobs();
  }

  @Test
  void aRepeatedAcceptIsAnsweredWithTheOrderItMade() {
    given(everybodyQuoted());
    var accept = accept(DESK1, "d1", shown(), buy(10, 103));
    given(accept);
    whenAnswered(
        new RequestCommand.AcceptQuote(
            DESK1,
            accept.clientId(),
            accept.quoteId(),
            again(),
            accept.terms(),
            false,
            accept.notes(),
            accept.privacy()));
    then("DESK1 < 8 150=I 39=2 11=d1");
  }

  @Test
  void anAcceptHasTheLevelOfTheRequestAndMayNameNoOther() {
    given(everybodyQuoted());
    whenAnswered(levelled("d1", PrivacyLevel.TRANSPARENT));
    then("DESK1 < 8 150=8 39=8 11=d1 20040=205");
    assertThat(((OrderEvent.OrderRefused) heard.getFirst()).detail())
        .isEqualTo("20007 is not the level of the request");
    whenAnswered(levelled("d2", PrivacyLevel.COMPLIANT));
    assertThat(spoken().map(Transcript::line)).contains("DESK1 < 8 150=F 39=2 11=d2 527=T1");
  }

  private RequestCommand.AcceptQuote levelled(String clientId, PrivacyLevel level) {
    return new RequestCommand.AcceptQuote(
        DESK1,
        id(clientId),
        shown(),
        stamp(),
        buy(10, 103),
        false,
        OrderNotes.NONE,
        Optional.of(level));
  }

  @Test
  void aRepeatedPassIsAnsweredAndTheNonceOfAPassCounts() {
    given(everybodyQuoted());
    var pass =
        new RequestCommand.DeclineQuote(
            DESK1, id("j1"), shown(), new Stamp(now, Optional.of(7L), false));
    given(pass);
    when(pass);
    then("DESK1 < AI 297=5 117=" + shown() + " 20040=407");
  }

  private RequestCommand[] everybodyQuoted() {
    return new RequestCommand[] {
      ask(DESK1, "r1", buy(10, 0)),
      quote(MAKER1, "a1", "r1", sell(10, 105)),
      quote(MAKER2, "b1", "r1", sell(10, 103)),
      quote(MAKER3, "c1", "r1", sell(10, 104))
    };
  }
}
