package obscura.mpc.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import obscura.mpc.net.Links;
import obscura.mpc.share.ZeroShares;
import org.junit.jupiter.api.Test;

/** Three parties come to keys whose streams cancel out, and to others in the next epoch. */
class KeyExchangeTest {
  private static final int WORDS = 100;

  private final Links[] links = Links.inMemory();

  private long[][] sharesOfZero(long epoch) throws Exception {
    long[][] shares = new long[3][WORDS];
    CompletableFuture<?>[] parties = new CompletableFuture<?>[3];
    for (int k = 0; k < 3; k++) {
      Links mine = links[k];
      parties[k] =
          CompletableFuture.runAsync(
              () -> {
                mine.start(epoch, 0, System.nanoTime() + TimeUnit.SECONDS.toNanos(30));
                ZeroShares zeros = new KeyExchange(mine, epoch).agree().zeros();
                zeros.start(epoch + 1, 7);
                zeros.blind(shares[mine.party()], WORDS);
              },
              task -> Thread.ofPlatform().daemon().start(task));
    }
    CompletableFuture.allOf(parties).get(30, TimeUnit.SECONDS);
    return shares;
  }

  @Test
  void streamsCancelOutAndEveryEpochHasItsOwn() throws Exception {
    long[][] first = sharesOfZero(1);
    long[][] second = sharesOfZero(2);
    for (int k = 0; k < WORDS; k++) {
      assertThat(first[0][k] ^ first[1][k] ^ first[2][k]).isZero();
      assertThat(second[0][k] ^ second[1][k] ^ second[2][k]).isZero();
    }
    for (int party = 0; party < 3; party++) {
      assertThat(first[party]).isNotEqualTo(second[party]).isNotEqualTo(new long[WORDS]);
    }
  }
}
