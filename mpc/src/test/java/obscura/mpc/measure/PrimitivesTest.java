package obscura.mpc.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import obscura.mpc.api.Measured;
import obscura.mpc.api.Sample;
import obscura.mpc.api.Step;
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

  private static List<List<Measured>> measured(boolean malicious) {
    List<CompletableFuture<List<Measured>>> parties = new ArrayList<>();
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
                Station station = new Station(links, zeros, stock);
                return Stream.of(Step.values())
                    .map(step -> Primitives.measure(station, new Sample(step, TIMES)))
                    .toList();
              },
              work -> Thread.ofPlatform().start(work)));
    }
    return parties.stream().map(CompletableFuture::join).toList();
  }

  @Example
  void everyStepIsMeasuredAtEveryParty() {
    for (List<Measured> party : measured(false)) {
      assertThat(party).extracting(Measured::step).containsExactly(Step.values());
      assertThat(party).extracting(Measured::times).containsOnly(TIMES);
      assertThat(party).extracting(Measured::triples).containsOnly(0L);
      assertThat(party).allMatch(t -> t.medianNanos() > 0 && t.slowNanos() >= t.medianNanos());
      assertThat(rounds(party, Step.TEN_ROUNDS)).isEqualTo(10);
      assertThat(rounds(party, Step.AND)).isEqualTo(1);
      assertThat(rounds(party, Step.OPEN)).isEqualTo(1);
      assertThat(rounds(party, Step.SHARE)).isZero();
      assertThat(rounds(party, Step.PUT) + rounds(party, Step.REVEAL)).isZero();
    }
  }

  /** Two rounds of verification for each step with products, and a triple for each product. */
  @Example
  void inTheMaliciousModeProductsAreVerified() {
    List<List<Measured>> semiHonest = measured(false);
    List<List<Measured>> malicious = measured(true);
    for (int k = 0; k < 3; k++) {
      for (Step step : List.of(Step.AND, Step.COMPARE, Step.BEST_OF_8, Step.BEST_OF_64)) {
        assertThat(rounds(malicious.get(k), step)).isEqualTo(rounds(semiHonest.get(k), step) + 2);
      }
      assertThat(of(malicious.get(k), Step.AND).triples()).isEqualTo(1);
    }
  }

  private static long rounds(List<Measured> party, Step step) {
    return of(party, step).rounds();
  }

  private static Measured of(List<Measured> party, Step step) {
    return party.stream().filter(m -> m.step() == step).findFirst().orElseThrow();
  }

  /** What a process prints is what the bench reads. */
  @Example
  void timingsSurviveTheirLine() {
    Timing timing = new Timing("best of 8", 3, 10, 20, 12, 1_600, 492, -1);
    assertThat(Timing.parse(timing.line())).isEqualTo(timing);
  }
}
