package obscura.mpc.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import obscura.mpc.api.Mode;
import obscura.mpc.circuit.Delivery;
import obscura.mpc.curve.Bn254;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Opening;
import obscura.mpc.share.Word;

/** Amounts that are shared bit by bit are the same amounts modulo the order of a group. */
class ConversionProperties {
  /** Of the groups of both chains: alt_bn128 and ristretto255. */
  private static final List<BigInteger> PRIMES =
      List.of(
          Bn254.Q,
          BigInteger.ONE
              .shiftLeft(252)
              .add(new BigInteger("27742317777372353535851937790883648493")));

  private static final BigInteger HIGHEST = BigInteger.ONE.shiftLeft(96).subtract(BigInteger.ONE);

  private static List<List<Scalar>> converted(Mode mode, long seed, List<BigInteger> values) {
    return converted(mode, Links.inMemory(), Opening.Tally.NONE, seed, values);
  }

  private static List<List<Scalar>> converted(
      Mode mode, Links[] links, Opening.Tally tally, long seed, List<BigInteger> values) {
    Lab lab = new Lab(seed);
    List<Word[][]> shared = values.stream().map(lab::shared).toList();
    return lab.run(
        mode,
        links,
        tally,
        seat -> {
          Bits rows = new Bits(Conversion.VALUE_BITS, 1);
          for (int lane = 0; lane < values.size(); lane++) {
            Word[] words = shared.get(lane)[seat.party()];
            new Delivery.Amount(words[0], words[1]).into(rows, lane);
          }
          return seat.converted(rows, values.size());
        });
  }

  private static List<BigInteger> combined(List<List<Scalar>> parties, BigInteger prime) {
    return IntStream.range(0, parties.get(0).size())
        .mapToObj(lane ->
            Lab.combined(parties.stream().map(scalars -> scalars.get(lane)).toList(), prime))
        .toList();
  }

  @Property(tries = 100)
  void theSharesAddUpToTheAmount(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 64) int lanes) {
    Random random = new Random(seed);
    List<BigInteger> values = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      values.add(new BigInteger(random.nextInt(97), random));
    }
    Mode mode = seed % 4 == 0 ? Mode.MALICIOUS : Mode.SEMI_HONEST;
    List<List<Scalar>> parties = converted(mode, seed, values);
    PRIMES.forEach(prime -> assertThat(combined(parties, prime)).isEqualTo(values));
  }

  @Example
  void itIsExactAtTheEdges() {
    List<BigInteger> values =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            BigInteger.ONE.shiftLeft(62).subtract(BigInteger.ONE),
            HIGHEST);
    for (Mode mode : Mode.values()) {
      List<List<Scalar>> parties = converted(mode, 1, values);
      PRIMES.forEach(prime -> assertThat(combined(parties, prime)).isEqualTo(values));
    }
  }

  /** What the holders of the last share see is as long for 0 as for the highest amount. */
  @Example
  void theOpenedSumsTellNothing() {
    for (BigInteger value : List.of(BigInteger.ZERO, HIGHEST)) {
      BigInteger all = BigInteger.ZERO;
      for (long seed = 0; seed < 40; seed++) {
        BigInteger sum = converted(Mode.SEMI_HONEST, seed, List.of(value)).get(1).get(0).next();
        assertThat(sum.bitLength()).isBetween(224 - 40, 226);
        all = all.add(sum);
      }
      BigInteger mean = all.divide(BigInteger.valueOf(40));
      assertThat(mean.shiftRight(222).intValueExact()).as("of 2^224 on average").isBetween(3, 5);
    }
  }

  @Example
  void theOutsiderIsSentNothing() {
    List<List<Scalar>> parties = converted(Mode.MALICIOUS, 7, List.of(HIGHEST));
    BigInteger opened = parties.get(2).get(0).mine();
    Scalar outsider = parties.get(0).get(0);
    assertThat(outsider.mine().signum()).isNegative();
    assertThat(outsider.next().signum()).isNegative();
    assertThat(opened.add(outsider.mine()).add(outsider.next())).isEqualTo(HIGHEST);
  }

  /** Whatever one party bends is noticed by an honest one, which takes no share then. */
  @Example
  void whoeverBendsAMessageIsNoticedBeforeTheSumIsTaken() {
    for (String kind : List.of("Gates.reshare", "Opening.openToHolders")) {
      for (int cheater = 0; cheater < 3; cheater++) {
        for (int nth : kind.startsWith("Gates") ? List.of(1, 5, 10) : List.of(1, 2)) {
          int[] seen = {0};
          Map<String, Integer> opened = new ConcurrentHashMap<>();
          Links[] links =
              BentLines.altered(
                  cheater,
                  (sent, words) -> {
                    if (sent.equals(kind) && ++seen[0] == nth) {
                      words[words.length / 2] ^= 1;
                    }
                  });
          Opening.Tally tally = (what, bits) -> opened.merge(what, 1, Integer::sum);
          if (kind.startsWith("Gates")) {
            assertThatThrownBy(() -> converted(Mode.MALICIOUS, links, tally, 3, List.of(HIGHEST)))
                .hasCauseInstanceOf(RuntimeException.class);
            assertThat(opened).as("opened though %s bent the %s", cheater, nth).isEmpty();
          } else if (expectsAnswer(cheater, nth)) {
            assertThatThrownBy(() -> converted(Mode.MALICIOUS, links, tally, 3, List.of(HIGHEST)))
                .hasRootCauseInstanceOf(PeersDifferException.class);
          }
        }
      }
    }
  }

  /** The second message of the last holder and the first of the other one go to a listener. */
  private static boolean expectsAnswer(int cheater, int nth) {
    return switch (cheater) {
      case 0 -> true;
      case 1 -> nth == 1;
      default -> nth == 2;
    };
  }
}
