package obscura.mpc.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import obscura.mpc.party.ClockVote.Said;
import org.junit.jupiter.api.Test;

/** What three parties' words on the time come to, one of which may be a lie. */
class ClockVoteTest {
  private static final List<Said> LIES =
      List.of(
          now(Long.MIN_VALUE), now(90), now(150), now(Long.MAX_VALUE), was(90), was(150), was(300));

  private static Said now(long millis) {
    return new Said(millis, false);
  }

  private static Said was(long millis) {
    return new Said(millis, true);
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
      assertThat(time(now(200), was(100), lie)).isBetween(100L, 200L);
    }
  }

  /** Both honest parties have done the job, or the venue was not given its outcome. */
  @Test
  void whatTheVenueWasGivenBeforeComesOutTheSameWhateverOneSays() {
    for (Said lie : LIES) {
      assertThat(time(was(100), was(100), lie)).isEqualTo(100);
    }
  }

  /** Only with a lie do two remember different things. */
  @Test
  void whatOneRemembersIsAWordLikeAnyOther() {
    assertThat(time(was(100), now(200), now(210))).isEqualTo(200);
    assertThat(time(was(100), was(110), now(200))).isEqualTo(110);
  }
}
