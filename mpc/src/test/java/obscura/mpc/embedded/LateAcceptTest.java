package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Vector;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A venue keeps an accept back to see where prices go, and brings it when they have moved. The
 * longest hold is 5 seconds from the close on, and the venue's clock may differ by one.
 */
class LateAcceptTest {
  private static final long CLOSES = 1_000;
  private static final long OVER = CLOSES + 6_000;

  @TempDir Path directory;
  private final List<SetClock> clocks =
      List.of(new SetClock(CLOSES), new SetClock(CLOSES), new SetClock(CLOSES));
  private HonestParties parties;
  private long job;
  private Handle request;
  private Handle terms;

  @BeforeEach
  void start() {
    parties = new HonestParties(directory, Mode.MALICIOUS, Rig.PAPERS.roster(), clocks::get);
  }

  @AfterEach
  void stop() {
    parties.close();
  }

  private void itIs(long millis) {
    clocks.forEach(clock -> clock.set(millis));
  }

  /** A request of this expiry, with a quote that was selected. */
  private void isSelected(long expires) {
    isSelected(CLOSES, expires);
  }

  private void isSelected(long closes, long expires) {
    Purpose asks = new Purpose.Request(false, false, List.of("M"), closes, false, expires);
    request = parties.put(parties.message("T", asks), Vector.input(1, 0, 5, 0, 0, 0));
    var _ = parties.run(new Job.AdmitRequest(++job, request));
    Handle quote = parties.put(parties.quote("M", request), Vector.input(1, 1, 5, 100, 0, 0));
    var _ = parties.run(new Job.AdmitQuote(++job, request, quote));
    Outcome selected = parties.run(new Job.SelectBest(++job, request));
    terms = ((Outcome.Selected) selected).oneWay().getFirst();
  }

  private Handle accept() {
    return parties.put(
        parties.message("T", new Purpose.Accept(terms)), Vector.input(1, 0, 5, 0, 0, 0));
  }

  private Outcome accepted(Handle taker) {
    return parties.run(new Job.Accept(++job, request, taker));
  }

  private void assertDealt(Handle taker) {
    assertThat(((Outcome.Accepted) accepted(taker)).winner()).hasSize(1);
  }

  @Test
  void inTheLastMillisecondOfTheHoldItIsDealt() {
    isSelected(Purpose.NO_EXPIRY);
    Handle taker = accept();
    itIs(OVER - 1);
    assertDealt(taker);
  }

  @Test
  void afterTheHoldItIsNotAndNothingIsOpened() {
    isSelected(Purpose.NO_EXPIRY);
    Handle taker = accept();
    itIs(OVER);
    long opened = parties.opened();
    assertThat(accepted(taker)).isEqualTo(new Outcome.TooLate());
    assertThat(parties.opened()).isEqualTo(opened);
    itIs(CLOSES);
    parties.assertRefused(Rule.USED_BEFORE, new Job.Accept(++job, request, taker));
    assertDealt(accept());
  }

  /** Where operators would rather have accepts that waited for a party than refuse them. */
  @Test
  void theOperatorsMayGrantMoreTime() {
    Roster longer = Rig.OPERATORS.roster().with(Entry.parse("parameter accept-grace-millis 60000"));
    parties
        .roster(Rig.OPERATORS.text(Rig.OPERATORS.signed(longer, 0, 1)))
        .forEach(CompletableFuture::join);
    parties.join();
    isSelected(Purpose.NO_EXPIRY);
    Handle late = accept();
    Handle inTime = accept();
    itIs(CLOSES + 65_000);
    assertThat(accepted(late)).isEqualTo(new Outcome.TooLate());
    itIs(CLOSES + 64_999);
    assertDealt(inTime);
  }

  /**
   * All makers have answered, so it is selected at once; its record is of the first millisecond.
   */
  @Test
  void aCloseThatTheVenueWroteFarAwayMakesTheHoldNoLonger() {
    isSelected(CLOSES + 86_400_000, Purpose.NO_EXPIRY);
    Handle late = accept();
    Handle inTime = accept();
    itIs(1 + 10_000 + 6_000);
    assertThat(accepted(late)).isEqualTo(new Outcome.TooLate());
    itIs(10_000 + 6_000);
    assertDealt(inTime);
  }

  @Test
  void theRequestsOwnEndCountsIfItIsSooner() {
    isSelected(CLOSES + 700);
    Handle early = accept();
    itIs(CLOSES + 1_700);
    assertThat(accepted(early)).isEqualTo(new Outcome.TooLate());
    itIs(CLOSES + 1_699);
    assertDealt(accept());
  }

  /** A liar brings no late accept in, and none that is in time to nothing. */
  @Test
  void oneClockThatLiesChangesNothing() {
    isSelected(Purpose.NO_EXPIRY);
    Handle late = accept();
    Handle inTime = accept();
    itIs(OVER);
    clocks.get(1).set(CLOSES);
    assertThat(accepted(late)).isEqualTo(new Outcome.TooLate());
    itIs(CLOSES);
    clocks.get(2).set(OVER + 3_600_000);
    assertDealt(inTime);
  }
}
