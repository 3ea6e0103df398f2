package obscura.engine.adapter.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.engine.core.Ending.Reason;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.MakerWord;
import obscura.mpc.api.Ending;
import obscura.mpc.api.Ending.Cause;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Statement;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.Statements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the parties are told of why something ends: the gateway signs for an owner and nobody else.
 */
class EndingJobsTest {
  private static final Handle WHAT = new Handle(1, 2, 3, 4);
  private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
  private static final GatewayKey KEY = new GatewayKey(new byte[32]);

  private int signed;

  private final ToldEngine engine =
      new ToldEngine() {
        @Override
        public Statement statement(String owner, long timeMillis, Purpose purpose) {
          signed++;
          return Statements.signed("TEST", KEY, owner, timeMillis, purpose);
        }
      };

  private static Optional<obscura.engine.core.Ending> why(Reason reason) {
    return Optional.of(new obscura.engine.core.Ending(reason, new ParticipantId("DESK1"), NOON));
  }

  private Ending ofOrder(Optional<obscura.engine.core.Ending> why) {
    var job = (obscura.mpc.api.Job.RemoveOrder) Jobs.job(7, new Job.RemoveOrder(WHAT, why), engine);
    assertThat(job.order()).isEqualTo(Vectors.handle(WHAT));
    return job.why();
  }

  private Ending ofRequest(Optional<obscura.engine.core.Ending> why, MakerWord... said) {
    List<MakerWord> passes = List.of(said);
    var job =
        (obscura.mpc.api.Job.CloseRequest)
            Jobs.job(7, new Job.CloseRequest(WHAT, why, passes), engine);
    assertThat(job.request()).isEqualTo(Vectors.handle(WHAT));
    return job.why();
  }

  @Test
  void anOwnersMessageIsSignedForTheVeryOrderOrRequest() {
    Purpose.Cancel cancel = new Purpose.Cancel(Vectors.handle(WHAT));
    Statement word = Statements.signed("TEST", KEY, "DESK1", NOON.toEpochMilli(), cancel);
    assertThat(ofOrder(why(Reason.OWNER))).isEqualTo(new Ending.ByOwner(word));
    assertThat(ofRequest(why(Reason.OWNER))).isEqualTo(new Ending.ByOwner(word));
    assertThat(Statements.isSigned(word, "TEST", KEY.verifier())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"HALT", "DISCONNECT", "OPERATOR", "HOLD_OVER"})
  void nobodySignsForTheVenue(String name) {
    Ending byVenue = new Ending.ByVenue(Cause.valueOf(name));
    assertThat(ofOrder(why(Reason.valueOf(name)))).isEqualTo(byVenue);
    assertThat(ofRequest(why(Reason.valueOf(name)))).isEqualTo(byVenue);
    assertThat(signed).isZero();
  }

  @Test
  void thePassesOfMakersGoWithARequestThatNobodyQuotes() {
    assertThat(ofRequest(why(Reason.NO_QUOTE))).isEqualTo(new Ending.Unquoted());
    Purpose pass = new Purpose.Pass(Purpose.Quote.alias(Vectors.handle(WHAT), "MAKER1"));
    Statement word = Statements.signed("TEST", KEY, "MAKER1", NOON.toEpochMilli(), pass);
    assertThat(ofRequest(why(Reason.NO_QUOTE), new MakerWord(new ParticipantId("MAKER1"), NOON)))
        .isEqualTo(new Ending.Unquoted(List.of(word)));
  }

  @Test
  void anEndThatThePartiesRefuseAsTooEarlyIsAskedForAgain() {
    var close = new Job.CloseRequest(WHAT, why(Reason.NO_QUOTE), List.of());
    assertThat(Jobs.outcome(close, new Outcome.Refused(Rule.BEFORE_CLOSE)))
        .isEqualTo(new JobOutcome.TooEarly());
    assertThat(Jobs.outcome(close, new Outcome.Refused(Rule.OTHER_CONTEXT)))
        .isEqualTo(new JobOutcome.Done());
  }

  @Test
  void passesThatAreNotTheGatewaysToSignCountForNothingAfterTheClose() {
    var pass = new MakerWord(new ParticipantId("MAKER1"), NOON);
    var refused = new Outcome.Refused(Rule.SEALED_ONLY);
    assertThat(Jobs.outcome(new Job.SelectBest(WHAT, List.of(pass), Optional.empty()), refused))
        .isEqualTo(new JobOutcome.TooEarly());
    assertThat(
            Jobs.outcome(new Job.CloseRequest(WHAT, why(Reason.NO_QUOTE), List.of(pass)), refused))
        .isEqualTo(new JobOutcome.TooEarly());
    assertThat(Jobs.outcome(new Job.CloseRequest(WHAT, why(Reason.OWNER), List.of()), refused))
        .isEqualTo(new JobOutcome.Done());
  }

  @Test
  void expiryIsForTheClocksOfThePartiesToSay() {
    assertThat(ofOrder(why(Reason.EXPIRED))).isEqualTo(new Ending.Expired());
    assertThat(ofRequest(why(Reason.EXPIRED))).isEqualTo(new Ending.Expired());
    assertThat(signed).isZero();
  }

  @Test
  void whatAnOldLogDoesNotTellIsTheVenuesDoing() {
    assertThat(ofOrder(Optional.empty())).isEqualTo(new Ending.ByVenue(Cause.OPERATOR));
  }
}
