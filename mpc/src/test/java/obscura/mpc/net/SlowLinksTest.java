package obscura.mpc.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SlowLinksTest {
  private static final Duration ONE_WAY = Duration.ofMillis(3);
  private static final int ROUNDS = 10;

  /** A round is never faster than the network; how much slower is the machine's affair. */
  @Test
  void everyRoundTakesAtLeastTheWayOfAMessage() {
    Links[] links = SlowLinks.inMemory(ONE_WAY);
    CompletableFuture<?>[] parties = new CompletableFuture<?>[3];
    long[][] seen = new long[3][ROUNDS];
    long start = System.nanoTime();
    for (int k = 0; k < 3; k++) {
      Links own = links[k];
      parties[k] =
          CompletableFuture.runAsync(
              () -> rounds(own, seen[own.party()]), task -> Thread.ofPlatform().start(task));
    }
    CompletableFuture.allOf(parties).join();
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(ROUNDS * ONE_WAY.toNanos());
    for (int k = 0; k < 3; k++) {
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(seen[k][round]).isEqualTo(100L * ((k + 1) % 3) + round);
      }
    }
  }

  private static void rounds(Links links, long[] seen) {
    links.start(1, 0, System.nanoTime() + Duration.ofSeconds(60).toNanos());
    for (int round = 0; round < ROUNDS; round++) {
      long[] received = new long[1];
      links.rotate(new long[] {100L * links.party() + round}, received, 1);
      seen[round] = received[0];
    }
  }
}
