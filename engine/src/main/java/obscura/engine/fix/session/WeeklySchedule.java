package obscura.engine.fix.session;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Calendar;
import quickfix.SessionSchedule;

/** The venue's week: it begins on Sunday at 20:00 UTC (rules of engagement 1.7). */
final class WeeklySchedule implements SessionSchedule {
  private static final LocalTime START = LocalTime.of(20, 0);
  private static final Duration OPEN = Duration.ofDays(6);

  private final GatewayConfig.Hours hours;
  private final InstantSource clock;

  WeeklySchedule(GatewayConfig.Hours hours, InstantSource clock) {
    this.hours = hours;
    this.clock = clock;
  }

  /** Whether a session that began at the second time is still the session of now. */
  @Override
  public boolean isSameSession(Calendar now, Calendar begun) {
    return isCurrent(begun.toInstant());
  }

  /** Whether a session that began then belongs to this week. */
  boolean isCurrent(Instant begun) {
    return weekOf(clock.instant()).equals(weekOf(begun));
  }

  /**
   * True: {@link Line} itself ends sessions with the week, because the engine would repeat its
   * Logout every second to a client that does not answer.
   */
  @Override
  public boolean isNonStopSession() {
    return true;
  }

  @Override
  public boolean isSessionTime() {
    Instant now = clock.instant();
    return hours == GatewayConfig.Hours.ALWAYS || now.isBefore(weekOf(now).plus(OPEN));
  }

  @Override
  public String toString() {
    return "weekly from Sunday 20:00 UTC, " + hours;
  }

  private static Instant weekOf(Instant instant) {
    ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
    ZonedDateTime sunday =
        time.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)).with(START);
    return (sunday.isAfter(time) ? sunday.minusWeeks(1) : sunday).toInstant();
  }
}
