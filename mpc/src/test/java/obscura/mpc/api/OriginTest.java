package obscura.mpc.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which of two messages of one owner is the later one. */
class OriginTest {
  private static Origin message(long sequence, long timeMillis) {
    return new Origin("M", "M", sequence, timeMillis, "ID", 0, false, new Purpose.Quote("a"));
  }

  @Test
  void anOlderMessageIsNotLaterBecauseTheSessionBeganItsNumbersAnew() {
    Origin before = message(1_000, 5);
    Origin after = message(3, 6);
    assertThat(after.isAfter(before)).isTrue();
    assertThat(before.isAfter(after)).isFalse();
  }

  @Test
  void withinAMillisecondTheNumberDecides() {
    assertThat(message(8, 5).isAfter(message(7, 5))).isTrue();
    assertThat(message(7, 5).isAfter(message(8, 5))).isFalse();
    assertThat(message(7, 5).isAfter(message(7, 5))).isFalse();
  }
}
