package obscura.mpc.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Example;
import obscura.mpc.net.Links;
import obscura.mpc.share.ZeroShares;
import obscura.mpc.verify.Supply;
import obscura.mpc.verify.TripleStock;

/** A party can say what its single steps cost, in both modes, in step with the others. */
class PrimitivesTest {
  private static final int TIMES = 5;
  private static final int BATCH = 1 << 11;

  private static byte[] key(int party) {
    byte[] key = new byte[ZeroShares.KEY_BYTES];
    Arrays.fill(key, (byte) (1 + party % 3));
    return key;
  }

  private static List<List<Timing>> measured(boolean malicious) {
    List<CompletableFuture<List<Timing>>> parties = new ArrayList<>();
    for (Links links : Links.inMemory()) {
      parties.add(
          CompletableFuture.supplyAsync(
              () -> {
                byte[] own = key(links.party());
                byte[] next = key(links.party() + 1);
                ZeroShares zeros = new ZeroShares(own, next);
                zeros.start(1, 0);
                links.start(1, 0, System.nanoTime() + Duration.ofSeconds(60).toNanos());
                Supply supply = Supply.insecureForTests(BATCH, 0);
                TripleStock stock = malicious ? new TripleStock(supply, links, own, next) : null;
                return Primitives.measure(new Station(links, zeros, stock), TIMES);
              },
              work -> Thread.ofPlatform().start(work)));
    }
    return parties.stream().map(CompletableFuture::join).toList();
  }

  @Example
  void everyStepIsMeasuredAtEveryParty() {
    for (List<Timing> party : measured(false)) {
      assertThat(party)
          .extracting(Timing::name)
          .containsExactly("and", "compare", "best of 8", "open", "put", "reveal");
      assertThat(party).extracting(Timing::times).containsOnly(TIMES);
      assertThat(party).extracting(Timing::triples).containsOnly(0L);
      assertThat(party).allMatch(t -> t.medianNanos() > 0 && t.slowNanos() >= t.medianNanos());
      assertThat(rounds(party, "and")).isEqualTo(1);
      assertThat(rounds(party, "open")).isEqualTo(1);
      assertThat(rounds(party, "put") + rounds(party, "reveal")).isZero();
      assertThat(party).allMatch(t -> t.allocated() >= 0);
    }
  }

  /** Two rounds of verification for each step with products, and a triple for each product. */
  @Example
  void inTheMaliciousModeProductsAreVerified() {
    List<List<Timing>> semiHonest = measured(false);
    List<List<Timing>> malicious = measured(true);
    for (int k = 0; k < 3; k++) {
      for (String step : List.of("and", "compare", "best of 8")) {
        assertThat(rounds(malicious.get(k), step)).isEqualTo(rounds(semiHonest.get(k), step) + 2);
      }
      assertThat(malicious.get(k).getFirst().triples()).isEqualTo(1);
    }
  }

  private static long rounds(List<Timing> timings, String name) {
    return timings.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow().rounds();
  }

  /** What a process prints is what the bench reads. */
  @Example
  void timingsSurviveTheirLine() {
    Timing timing = new Timing("best of 8", 3, 10, 20, 12, 1_600, 492, -1);
    assertThat(Timing.parse(timing.line())).isEqualTo(timing);
  }
}
