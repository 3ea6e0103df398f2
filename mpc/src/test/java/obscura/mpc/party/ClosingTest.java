package obscura.mpc.party;

import static obscura.mpc.party.Closing.Vote.OVER;
import static obscura.mpc.party.Closing.Vote.TOO_EARLY;
import static obscura.mpc.party.Closing.Vote.WAS_OVER;
import static obscura.mpc.party.Closing.Vote.WAS_TOO_EARLY;
import static org.assertj.core.api.Assertions.assertThat;

import obscura.mpc.party.Closing.Vote;
import org.junit.jupiter.api.Test;

/** What three parties' words on the time come to, one of which may be a lie. */
class ClosingTest {
  @Test
  void oneWhoSaysTooEarlyIsEnough() {
    assertThat(Closing.isTooEarly(OVER, OVER, OVER)).isFalse();
    assertThat(Closing.isTooEarly(OVER, TOO_EARLY, OVER)).isTrue();
    assertThat(Closing.isTooEarly(TOO_EARLY, TOO_EARLY, TOO_EARLY)).isTrue();
  }

  @Test
  void noLieBringsASelectionForward() {
    for (Vote lie : Vote.values()) {
      assertThat(Closing.isTooEarly(TOO_EARLY, TOO_EARLY, lie)).isTrue();
      assertThat(Closing.isTooEarly(TOO_EARLY, OVER, lie)).isTrue();
    }
  }

  @Test
  void whatTheVenueWasGivenBeforeComesOutTheSameWhateverOneSays() {
    for (Vote lie : Vote.values()) {
      assertThat(Closing.isTooEarly(WAS_OVER, lie, WAS_OVER)).isFalse();
      assertThat(Closing.isTooEarly(WAS_TOO_EARLY, WAS_TOO_EARLY, lie)).isTrue();
    }
  }
}
