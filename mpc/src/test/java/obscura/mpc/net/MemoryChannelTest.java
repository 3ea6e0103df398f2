package obscura.mpc.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Messages of abandoned runs do no harm, and nobody waits for ever. */
class MemoryChannelTest {
  private final MemoryChannel channel = new MemoryChannel();

  private static long soon() {
    return System.nanoTime() + 20_000_000;
  }

  @Test
  void leftoversOfAnEarlierRunAreDropped() {
    channel.send(1, 1, new long[] {10}, 1, soon());
    channel.send(1, 2, new long[] {11}, 1, soon());
    channel.send(2, 1, new long[] {12}, 1, soon());
    long[] received = new long[1];
    channel.receive(2, 1, received, 1, soon());
    assertThat(received).containsExactly(12);
  }

  @Test
  void aLaterRunOfThePeerEndsThisOneButIsKept() {
    channel.send(2, 1, new long[] {12}, 1, soon());
    long[] received = new long[1];
    assertThatThrownBy(() -> channel.receive(1, 1, received, 1, soon()))
        .isInstanceOf(PeerSilentException.class);
    channel.receive(2, 1, received, 1, soon());
    assertThat(received).containsExactly(12);
  }

  @Test
  void anotherStepOrJobIsNoticed() {
    channel.send(1, 5, new long[] {1}, 1, soon());
    assertThatThrownBy(() -> channel.receive(1, 6, new long[1], 1, soon()))
        .isInstanceOf(PeersDifferException.class);
  }

  @Test
  void silenceAndFullnessEndAtTheDeadline() {
    assertThatThrownBy(() -> channel.receive(1, 1, new long[1], 1, soon()))
        .isInstanceOf(PeerSilentException.class);
    for (int k = 0; k < 8; k++) {
      channel.send(1, k, new long[1], 1, soon());
    }
    assertThatThrownBy(() -> channel.send(1, 8, new long[1], 1, soon()))
        .isInstanceOf(PeerSilentException.class);
  }

  @Test
  void longMessagesArriveWhole() {
    long[] sent = new long[5_000];
    sent[4_999] = 7;
    channel.send(1, 1, sent, 5_000, soon());
    long[] received = new long[5_000];
    channel.receive(1, 1, received, 5_000, soon());
    assertThat(received).isEqualTo(sent);
  }
}
