package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.TimeInForce;
import obscura.engine.core.Ending;
import obscura.engine.core.Ending.Reason;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.MakerWord;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.RequestCommand;
import org.junit.jupiter.api.Test;

/** Whose word an order leaves the book on, and a request ends, as the parties are told. */
class WhyThingsEndTest extends VenueStory {
  private Stream<Ending> endings() {
    return jobs()
        .map(ordered ->
            switch (ordered.job()) {
              case Job.RemoveOrder j -> j.why();
              case Job.CloseRequest j -> j.why();
              default -> Optional.<Ending>empty();
            })
        .flatMap(Optional::stream);
  }

  private void thenEnds(Reason reason, ParticipantId owner) {
    assertThat(endings()).containsExactly(new Ending(reason, owner, now));
    answerAll();
  }

  private void thenNothingEnds() {
    assertThat(endings()).isEmpty();
  }

  @Test
  void ordersEndOnTheirOwnersMessages() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK1, "o2", buy(10, 100)));
    when(cancel(DESK1, "c1", "o1"));
    thenEnds(Reason.OWNER, DESK1);
    when(cancelAll(DESK1, "m1"));
    thenEnds(Reason.OWNER, DESK1);
  }

  @Test
  void ordersEndWithTheirSessionOrByTheOperator() {
    given(order(DESK1, "o1", buy(10, 100)), order(DESK2, "o2", buy(10, 100)));
    when(drop(DESK1));
    thenEnds(Reason.DISCONNECT, DESK1);
    when(halt(true));
    thenEnds(Reason.OPERATOR, DESK2);
  }

  @Test
  void anOrderThatThePartiesCallUnexpiredIsAskedForAgainAndIsOpenMeanwhile() {
    Instant end = now.plusSeconds(100);
    given(goodTill(DESK1, "o1", buy(10, 100), end));
    whenPassed(Duration.ofSeconds(100));
    assertThat(endings()).containsExactly(new Ending(Reason.EXPIRED, DESK1, end));
    answer(new JobOutcome.TooEarly());
    whenPassed(Duration.ofMillis(999));
    thenNothingEnds();
    whenPassed(Duration.ofMillis(1));
    assertThat(spoken()).isEmpty();
    assertThat(endings()).containsExactly(new Ending(Reason.EXPIRED, DESK1, end.plusSeconds(1)));
    answerAll();
    then("DESK1 < 8 150=C 39=C 11=o1");
    whenPassed(Duration.ofSeconds(10));
    thenNothingEnds();
  }

  @Test
  void aSessionThatEndsWhileAnOrderIsCalledUnexpiredTakesItAlong() {
    given(goodTill(DESK1, "o1", buy(10, 100), now.plusSeconds(100)));
    whenPassed(Duration.ofSeconds(100));
    when(drop(DESK1));
    thenNothingEnds();
    heard.clear();
    answer(new JobOutcome.TooEarly());
    thenEnds(Reason.DISCONNECT, DESK1);
    assertThat(parties.outstanding()).isZero();
  }

  @Test
  void aDayOrderEndsWithItsDay() {
    given(order(DESK1, "o1", buy(10, 100), TimeInForce.DAY));
    whenPassed(Duration.ofHours(8));
    thenEnds(Reason.EXPIRED, DESK1);
  }

  private void opened() {
    given(ask(DESK1, "r1", buy(10, 0)));
  }

  private void shownToTheTaker() {
    opened();
    given(quote(MAKER1, "a1", "r1", sell(10, 100)), noThanks(MAKER2, "r1"), noThanks(MAKER3, "r1"));
    assertThat(shown()).isNotEmpty();
  }

  @Test
  void aRequestEndsOnItsTakersMessages() {
    opened();
    when(cancelRequest(DESK1, "r1"));
    thenEnds(Reason.OWNER, DESK1);
  }

  @Test
  void aTakerLetsAQuotePass() {
    shownToTheTaker();
    when(new RequestCommand.DeclineQuote(DESK1, id("n1"), shown(), stamp()));
    thenEnds(Reason.OWNER, DESK1);
  }

  @Test
  void aRequestEndsWithItsSession() {
    opened();
    when(drop(DESK1));
    thenEnds(Reason.DISCONNECT, DESK1);
  }

  @Test
  void aRequestEndsWithTrading() {
    opened();
    when(halt(false));
    thenEnds(Reason.HALT, DESK1);
  }

  @Test
  void aRequestThatNobodyQuotesEnds() {
    opened();
    whenPassed(WINDOW);
    thenEnds(Reason.NO_QUOTE, DESK1);
  }

  private Stream<ParticipantId> passes() {
    return jobs()
        .map(ordered -> ordered.job() instanceof Job.CloseRequest j ? j : null)
        .filter(Objects::nonNull)
        .flatMap(close -> close.passes().stream())
        .map(MakerWord::maker);
  }

  /** Before its window is over the parties want the word of each maker in the request's record. */
  @Test
  void aRequestThatEveryMakerPassesEndsAtOnceOnTheirWords() {
    opened();
    given(noThanks(MAKER1, "r1"), noThanks(MAKER2, "r1"));
    when(noThanks(MAKER3, "r1"));
    assertThat(passes()).containsExactly(OWN_MAKER, MAKER1, MAKER2, MAKER3);
    thenEnds(Reason.NO_QUOTE, DESK1);
  }

  /** The clocks of the parties are behind the venue's. */
  @Test
  void anUnquotedRequestIsAskedForAgainUntilThePartiesCallItClosed() {
    opened();
    whenPassed(WINDOW);
    assertThat(passes()).isEmpty();
    assertThat(endings().map(Ending::reason)).containsExactly(Reason.NO_QUOTE);
    answer(new JobOutcome.TooEarly());
    whenPassed(Duration.ofSeconds(1));
    assertThat(endings().map(Ending::reason)).containsExactly(Reason.NO_QUOTE);
    answer();
    whenPassed(Duration.ofSeconds(2));
    thenNothingEnds();
  }

  @Test
  void aQuoteThatIsNotFirmAnyMoreEndsItsRequest() {
    shownToTheTaker();
    whenPassed(HOLD);
    thenEnds(Reason.HOLD_OVER, DESK1);
  }

  /** The parties do not select in time, and their clocks are a little behind. */
  @Test
  void aRequestExpiresAndIsAskedForAgainUntilThePartiesSaySo() {
    opened();
    given(quote(MAKER1, "a1", "r1", sell(10, 100)));
    whenPassed(WINDOW);
    thenNothingEnds();
    answer(new JobOutcome.TooEarly());
    for (Duration left = LIFETIME.minus(WINDOW);
        left.isPositive();
        left = left.minus(Duration.ofSeconds(1))) {
      thenNothingEnds();
      if (parties.outstanding() > 0) {
        answer(new JobOutcome.TooEarly());
      }
      whenPassed(Duration.ofSeconds(1));
    }
    then("DESK1 < ended EXPIRED 131=r1", "MAKER1 < released EXPIRED 117=a1");
    assertThat(endings()).containsExactly(new Ending(Reason.EXPIRED, DESK1, now));
    while (parties.outstanding() > 0) {
      answer(new JobOutcome.TooEarly());
    }
    whenPassed(Duration.ofSeconds(2));
    assertThat(spoken()).isEmpty();
    assertThat(endings().map(Ending::reason)).containsExactly(Reason.EXPIRED);
    answer();
    whenPassed(Duration.ofSeconds(2));
    thenNothingEnds();
  }

  @Test
  void theOperatorEndsOneOrder() {
    given(order(DESK1, "o1", buy(10, 100)));
    when(new OperatorCommand.CancelOrderByOperator(operation(), new OrderId(1)));
    thenEnds(Reason.OPERATOR, DESK1);
  }
}
