package obscura.engine.fix.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Token buckets (rules of engagement 1.9): the gateway judges, the application answers. */
class ThrottleTest {
  private static final String REQUEST = "35=R|131=r|146=1|55=WETH-USDC";
  private static final String CANCEL = "35=F|41=o|11=c|55=WETH-USDC|54=1|60=20261121-08:00:00";

  @TempDir Path folder;
  private TestVenue venue;

  @BeforeEach
  void open() {
    venue = new TestVenue(folder);
  }

  @AfterEach
  void close() {
    venue.close();
  }

  @Test
  void aHundredOrdersAtOnceAreFineAndTheNextMustWait() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      send(desk, TestVenue.ORDER, 100, 0);
      desk.say(TestVenue.ORDER);
      assertThat(venue.next().throttled()).contains(new Throttled(803, 20, 50, 1_000));
      venue.clock.pass(Duration.ofMillis(20));
      send(desk, TestVenue.ORDER, 1, 0);
    }
  }

  @Test
  void aCancelIsPaidFromItsReserveFirst() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      send(desk, TestVenue.ORDER, 100, 0);
      send(desk, CANCEL, 50, 0);
      desk.say(CANCEL);
      assertThat(venue.next().throttled()).map(Throttled::venueCode).contains(803);
      desk.say("35=q|11=m|530=7|60=20261121-08:00:00");
      assertThat(venue.next().throttled()).map(Throttled::venueCode).contains(801);
    }
  }

  @Test
  void sessionsOfOneFirmShareItsBudgetAndOtherFirmsDoNot() throws Exception {
    try (Wire first = venue.connect("DESK1").loggedOn();
        Wire second = venue.connect("DESK3").loggedOn();
        Wire other = venue.connect("DESK2").loggedOn()) {
      send(first, REQUEST, 5, 0);
      second.say(REQUEST);
      assertThat(venue.next().throttled()).map(Throttled::venueCode).contains(802);
      send(other, REQUEST, 5, 0);
    }
  }

  @Test
  void threeTimesTheLimitForTenSecondsEndsTheSessionForFifteen() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      for (int second = 0; second < 10; second++) {
        for (int i = second == 9 ? 2 : 1; i < 600; i++) {
          desk.say("35=0");
        }
        assertThat(desk.untilAnswered("second " + second)).isEmpty();
        venue.clock.pass(Duration.ofSeconds(second < 9 ? 1 : 0));
      }
      desk.say("35=0");
      assertThat(desk.hearBusiness()).contains("|35=5|").contains("|58=THROTTLE|");
      desk.say("35=5");
      assertThat(desk.hearBusiness()).isEqualTo("closed");
    }
    int next = venue.view("DESK1").nextTarget();
    venue.clock.pass(Duration.ofSeconds(14));
    try (Wire desk = venue.connect("DESK1").from(next)) {
      assertThat(desk.logon().hear()).contains("|58=THROTTLE|");
    }
    venue.clock.pass(Duration.ofSeconds(2));
    try (Wire desk = venue.connect("DESK1").from(next)) {
      desk.loggedOn();
    }
  }

  @Test
  void withThrottlesOffNothingIsCounted() throws Exception {
    try (TestVenue open =
            new TestVenue(
                folder.resolve("open"), config -> config.withThrottles(ThrottleLimits.off()));
        Wire desk = open.connect("DESK1").loggedOn()) {
      for (int i = 0; i < 500; i++) {
        desk.say(REQUEST);
        assertThat(open.next().throttled()).isEmpty();
      }
    }
  }

  private void send(Wire desk, String message, int count, int venueCode) throws Exception {
    for (int i = 0; i < count; i++) {
      desk.say(message);
      assertThat(venue.next().throttled().map(Throttled::venueCode).orElse(0))
          .as("message " + i)
          .isEqualTo(venueCode);
    }
  }
}
