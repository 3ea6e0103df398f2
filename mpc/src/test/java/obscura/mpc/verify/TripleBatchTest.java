package obscura.mpc.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.net.PeersDifferException;
import org.junit.jupiter.api.Test;

/**
 * Cut-and-choose and buckets with so few triples that a cheater gets through now and then: exactly
 * as often as {@code docs/mpc-security.md} computes.
 */
class TripleBatchTest {
  private static final int SIZE = 4;
  private static final int TRIES = 1_400;
  private static final int CHEATER = 1;
  private static final long MINUTE = 60_000_000_000L;

  private final Random random = new Random(20_261_121);
  private int message;

  @Test
  void honestBatchesPassAndTheirTriplesAreRight() {
    for (int k = 0; k < 20; k++) {
      List<Products> triples = make(SIZE, (kind, words) -> {});
      assertThat(triples).hasSize(3);
      assertThat(wrong(triples, SIZE)).isZero();
    }
  }

  /** One wrong triple in each array, hoping that all three meet in one bucket: 1 / (n (n + 3)). */
  @Test
  void oneWrongTripleInEachArrayPassesAtTheComputedRate() {
    int passed = 0;
    for (int k = 0; k < TRIES; k++) {
      message = 0;
      List<Products> triples = make(SIZE, makingWrong(1, 1));
      if (!triples.isEmpty()) {
        assertThat(wrong(triples, SIZE)).isEqualTo(1);
        passed++;
      }
    }
    double expected = TRIES / (double) (SIZE * (SIZE + TripleBatch.OPENED));
    assertThat((double) passed).isCloseTo(expected, within(4 * Math.sqrt(expected)));
  }

  /** All wrong but three, hoping that just those are opened: 1 / C(n + 3, 3). */
  @Test
  void aWhollyWrongBatchPassesAtTheComputedRate() {
    int passed = 0;
    for (int k = 0; k < TRIES; k++) {
      message = 0;
      passed += make(SIZE, makingWrong(SIZE, SIZE)).isEmpty() ? 0 : 1;
    }
    double expected = TRIES * 6.0 / ((SIZE + 3) * (SIZE + 2) * (SIZE + 1));
    assertThat((double) passed).isCloseTo(expected, within(4 * Math.sqrt(expected)));
  }

  @Test
  void aBatchWithoutASingleRightTripleNeverPasses() {
    for (int k = 0; k < 20; k++) {
      message = 0;
      assertThat(make(SIZE, makingWrong(SIZE, SIZE + TripleBatch.OPENED))).isEmpty();
    }
  }

  @Test
  void wrongTriplesInOneArrayAloneNeverPass() {
    for (int array = 0; array < 3; array++) {
      int only = array;
      for (int k = 0; k < 50; k++) {
        message = 0;
        List<Products> triples =
            make(
                SIZE,
                (kind, words) -> {
                  if (kind.equals("TripleBatch.make") && message++ == only) {
                    words[words.length / 2] ^= 4;
                  }
                });
        assertThat(triples).isEmpty();
      }
    }
  }

  private BiConsumer<String, long[]> makingWrong(int inOuter, int inMiddle) {
    return (kind, words) -> {
      if (kind.equals("TripleBatch.make")) {
        int count = message++ == 1 ? inMiddle : inOuter;
        for (int k = 0; k < count; k++) {
          words[k] ^= 1L << 17;
        }
      }
    };
  }

  /** What the two honest parties hold, who have all three shares between them. */
  private static int wrong(List<Products> triples, int count) {
    int wrong = 0;
    for (int k = 0; !triples.isEmpty() && k < count; k++) {
      Products one = triples.get(0);
      Products other = triples.get(2);
      long a = one.xMine[k] ^ one.xNext[k] ^ other.xMine[k];
      long b = one.yMine[k] ^ one.yNext[k] ^ other.yMine[k];
      long c = one.zMine[k] ^ one.zNext[k] ^ other.zMine[k];
      wrong += (a & b) == c ? 0 : 1;
    }
    return wrong;
  }

  /** The three parties' triples; empty if the batch was thrown away. */
  private List<Products> make(int size, BiConsumer<String, long[]> alteration) {
    Links[] links = BentLines.altered(CHEATER, alteration);
    byte[][] keys = new byte[3][32];
    for (byte[] key : keys) {
      random.nextBytes(key);
    }
    List<CompletableFuture<Products>> parties = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      Links own = links[k];
      TripleStreams streams = new TripleStreams(keys[k], keys[(k + 1) % 3]);
      Coin coin = new Coin(own, new Seeded(random.nextLong()));
      ProductCheck check = new ProductCheck(own, keys[k], keys[(k + 1) % 3]);
      CompletableFuture<Products> result = new CompletableFuture<>();
      parties.add(result);
      Thread.ofVirtual()
          .start(() -> {
            try {
              own.start(1, 0, System.nanoTime() + MINUTE);
              TripleBatch batch = new TripleBatch(1, size, own, streams, check, coin);
              while (!batch.advance()) {
                assertThat(batch.size()).isEqualTo(size);
              }
              Products triples = new Products();
              batch.take(0, size, triples);
              result.complete(triples);
            } catch (RuntimeException e) {
              own.cut();
              result.completeExceptionally(e);
            }
          });
    }
    return both(parties);
  }

  private static List<Products> both(List<CompletableFuture<Products>> parties) {
    List<Products> made = new ArrayList<>();
    int honestGaveUp = 0;
    for (int k = 0; k < 3; k++) {
      try {
        made.add(parties.get(k).join());
      } catch (CompletionException e) {
        assertThat(e.getCause())
            .isInstanceOfAny(PeersDifferException.class, PeerSilentException.class);
        honestGaveUp += k == CHEATER ? 0 : 1;
      }
    }
    assertThat(honestGaveUp).as("both honest parties come to the same").isIn(0, 2);
    return made.size() == 3 ? made : List.of();
  }

  /** Coins of a test that comes out the same every time. */
  private static final class Seeded extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final long seed;

    Seeded(long seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      new Random(seed).nextBytes(bytes);
    }
  }
}
