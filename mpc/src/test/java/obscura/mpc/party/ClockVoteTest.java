package obscura.mpc.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import obscura.mpc.party.ClockVote.Said;
import org.junit.jupiter.api.Test;

/** What three parties' words on the time come to, one of which may be a lie. */
class ClockVoteTest {
  private static final List<Said> LIES =
      List.of(
          now(Long.MIN_VALUE),
          now(90),
          now(150),
          now(Long.MAX_VALUE),
          was(90, 150),
          was(100, 200),
          was(150, 90),
          was(300, Long.MAX_VALUE));

  private static Said now(long millis) {
    return new Said(millis, Run.NO_TIME);
  }

  private static Said was(long remembered, long now) {
    return new Said(now, remembered);
  }

  private static long time(Said first, Said second, Said third) {
    long millis = ClockVote.millis(List.of(first, second, third));
    assertThat(ClockVote.millis(List.of(third, first, second))).isEqualTo(millis);
    return millis;
  }

  @Test
  void aLieStaysBetweenWhatTheOthersSay() {
    for (Said lie : LIES) {
      assertThat(time(now(100), now(200), lie)).isBetween(100L, 200L);
    }
  }

  /** Both honest parties have agreed on it, as they have before anything was opened. */
  @Test
  void whatWasAgreedOnCountsAgainWhateverOneSays() {
    for (Said lie : LIES) {
      assertThat(time(was(100, 200), was(100, 210), lie)).isEqualTo(100);
    }
  }

  /** The other one had not agreed yet, so nothing was opened. */
  @Test
  void whatOneRemembersCountsIfTheLiarSaysTheSameAndNothingBetween() {
    for (Said lie : LIES) {
      long time = time(was(100, 200), now(210), lie);
      if (lie.remembered() == 100) {
        assertThat(time).isEqualTo(100);
      } else {
        assertThat(time).isBetween(200L, 210L);
      }
    }
  }

  /** Only with a lie do two remember different things. */
  @Test
  void whatNoTwoRememberDoesNotCount() {
    assertThat(time(was(100, 200), was(110, 210), now(220))).isEqualTo(210);
  }
}
