package obscura.mpc.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Vector;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.share.Opening;
import org.junit.jupiter.api.Test;

/** Shares fit together, hide the value, and are bound by their commitments. */
class SharedInputTest {
  private static final Input INPUT =
      new Input(
          new Origin("A", "F", 1, 2, "ID", 0, true, new Purpose.Order(Job.Lifetime.RESTS)),
          Vector.input(1, 0, 1L << 50, 77, 5, 6));
  private static final GatewayKey KEY = new GatewayKey(new byte[GatewayKey.SEED_BYTES]);

  private final SecureRandom random = new SecureRandom();

  private SharedInput[] split() {
    return SharedInput.split(INPUT, "TEST", KEY, random);
  }

  @Test
  void threePartsMakeTheVectorAndOneHandle() {
    SharedInput[] parts = split();
    Opening opening = new Opening(Opening.Tally.NONE);
    long[] values = opening.open("test", parts[0].words(), parts[1].words(), parts[2].words());
    assertThat(values).containsExactly(1, 0, 1L << 50, 77, 5, 6, 0);
    assertThat(parts[0].handle()).isEqualTo(parts[1].handle()).isEqualTo(parts[2].handle());
    for (SharedInput part : parts) {
      assertThat(part.isConsistent()).isTrue();
      assertThat(part.isSignedBy(KEY.verifier())).isTrue();
    }
  }

  @Test
  void sharesAndHandlesAreFreshEachTime() {
    Set<Object> seen = new HashSet<>();
    for (int k = 0; k < 50; k++) {
      SharedInput[] parts = split();
      seen.add(parts[0].handle());
      seen.add(parts[0].mine()[2]);
      seen.add(parts[1].mine()[2]);
      seen.add(parts[2].mine()[2]);
    }
    assertThat(seen).hasSize(200);
  }

  @Test
  void aChangedShareOrBlindingOrRecordIsNoticed() {
    SharedInput part = split()[1];
    part.mine()[3] ^= 1;
    assertThat(part.isConsistent()).isFalse();
    part.mine()[3] ^= 1;
    assertThat(part.isConsistent()).isTrue();
    part.nextBlinding()[0] ^= 1;
    assertThat(part.isConsistent()).isFalse();
    part.nextBlinding()[0] ^= 1;
    SharedInput moved =
        new SharedInput(
            1,
            new InputRecord("OTHER", INPUT.origin(), part.record().commitments()),
            part.signature(),
            part.mine(),
            part.mineBlinding(),
            part.next(),
            part.nextBlinding());
    assertThat(moved.isConsistent()).isFalse();
    assertThat(moved.isSignedBy(KEY.verifier())).isFalse();
  }

  @Test
  void copiesOfAShareThatDifferOpenNothing() {
    SharedInput[] parts = split();
    parts[2].mine()[0] ^= 1;
    Opening opening = new Opening(Opening.Tally.NONE);
    assertThatThrownBy(
            () -> opening.open("test", parts[0].words(), parts[1].words(), parts[2].words()))
        .isInstanceOf(PeersDifferException.class);
  }
}
