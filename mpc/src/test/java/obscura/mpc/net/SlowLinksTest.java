package obscura.mpc.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SlowLinksTest {
  private static final Duration ONE_WAY = Duration.ofMillis(20);
  private static final int ROUNDS = 10;

  /** What a message held, and how long it was under way. */
  private record Received(long word, long nanos) {}

  /** Never sooner than the network allows; how much later is the machine's affair. */
  @Test
  void everyMessageIsUnderWayForAtLeastTheDelay() {
    List<CompletableFuture<List<Received>>> parties = new ArrayList<>();
    for (Links links : SlowLinks.inMemory(ONE_WAY)) {
      parties.add(
          CompletableFuture.supplyAsync(
              () -> rounds(links), task -> Thread.ofPlatform().start(task)));
    }
    for (int k = 0; k < 3; k++) {
      List<Received> received = parties.get(k).join();
      assertThat(received).hasSize(ROUNDS);
      for (int round = 0; round < ROUNDS; round++) {
        assertThat(received.get(round).word()).isEqualTo(100L * ((k + 1) % 3) + round);
        assertThat(received.get(round).nanos()).isGreaterThanOrEqualTo(ONE_WAY.toNanos());
      }
    }
  }

  private static List<Received> rounds(Links links) {
    List<Received> all = new ArrayList<>();
    links.start(1, 0, System.nanoTime() + Duration.ofSeconds(60).toNanos());
    for (int round = 0; round < ROUNDS; round++) {
      long[] received = new long[2];
      links.rotate(new long[] {100L * links.party() + round, System.nanoTime()}, received, 2);
      all.add(new Received(received[0], System.nanoTime() - received[1]));
    }
    return all;
  }
}
