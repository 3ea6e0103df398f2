package obscura.engine.fix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Calendar;
import java.util.GregorianCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeeklyScheduleTest {
  @TempDir Path folder;

  @Test
  void theVenueOpensOnSundayEveningAndClosesOnSaturdayEvening() {
    assertThat(isOpen("2026-11-15T19:59:59.999Z")).isFalse();
    assertThat(isOpen("2026-11-15T20:00:00Z")).isTrue();
    assertThat(isOpen("2026-11-18T03:00:00Z")).isTrue();
    assertThat(isOpen("2026-11-21T19:59:59.999Z")).isTrue();
    assertThat(isOpen("2026-11-21T20:00:00Z")).isFalse();
  }

  @Test
  void numbersRestartWithTheWeekAndNotBefore() {
    assertThat(isSameWeek("2026-11-15T20:00:00Z", "2026-11-21T19:00:00Z")).isTrue();
    assertThat(isSameWeek("2026-11-15T19:00:00Z", "2026-11-15T21:00:00Z")).isFalse();
  }

  @Test
  void aLiveSessionIsLoggedOutAtTheEndOfTheWeekAndBeginsAgainAtOne() throws Exception {
    SteppedClock clock = new SteppedClock(Instant.parse("2026-11-15T19:59:00Z"));
    try (TestVenue venue = new TestVenue(folder, clock, config -> config);
        Wire desk = venue.connect("DESK1").loggedOn()) {
      clock.pass(Duration.ofMinutes(2));
      assertThat(desk.hearBusiness()).contains("|35=5|").contains("|58=CLOSED-SESSION|");
      await().until(() -> venue.view("DESK1").nextSender() == 1);
      assertThat(venue.view("DESK1").nextTarget()).isEqualTo(1);
    }
  }

  private static boolean isOpen(String time) {
    return schedule(time).isSessionTime();
  }

  private static boolean isSameWeek(String begun, String now) {
    Calendar start = GregorianCalendar.from(Instant.parse(begun).atZone(ZoneOffset.UTC));
    return schedule(now).isSameSession(Calendar.getInstance(), start);
  }

  private static WeeklySchedule schedule(String time) {
    return new WeeklySchedule(GatewayConfig.Hours.WEEK, new SteppedClock(Instant.parse(time)));
  }
}
