package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import obscura.mpc.api.Composed;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Refusal;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Vector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stories of requests that several makers fill together, everything on shares. */
class SplitRequestTest {
  private static final long BUY = 0;
  private static final long SELL = 1;
  private static final long MOST = (1L << 62) - 1;

  @TempDir Path directory;
  private Rig rig;

  @BeforeEach
  void start() {
    rig = open(directory);
  }

  /** The engine that these stories are told to. */
  Rig open(Path directory) {
    return new Rig(directory);
  }

  @AfterEach
  void stop() {
    rig.close();
  }

  private Handle ask(boolean partial, long side, long quantity) {
    Vector asked = Vector.input(1, side, quantity, 0, 0, 0);
    Handle request = rig.askSeveral("T", partial, asked, "M1", "M2", "M3");
    assertThat(rig.request(request)).isTrue();
    return request;
  }

  private Handle quote(Handle request, String maker, long side, long size, long price, long fee) {
    Handle quote = rig.offer(maker, request, Vector.input(1, side, size, price, 0, fee));
    assertThat(rig.quote(request, quote)).isTrue();
    return quote;
  }

  private static Vector fill(long quantity, long price) {
    return new Vector(1, BUY, quantity, price, 0, 0, 0);
  }

  private boolean reads(String who, Handle handle) {
    return rig.reveal(who, handle) instanceof Revealed.Values;
  }

  private Composed seen(Handle terms) {
    return Composed.of(rig.value("T", terms));
  }

  /** M2 is cheapest with its fee, M1 comes next; M3 is dearer and not needed. */
  @Test
  void twoOfThreeMakersFillTogetherEachAtItsOwnPriceAndEachLearnsItsOwnPart() {
    Handle request = ask(false, BUY, 100);
    Handle rest = quote(request, "M1", SELL, 80, 10_010, 0);
    Handle first = quote(request, "M2", SELL, 70, 10_001, 5);
    quote(request, "M3", SELL, 90, 10_011, 0);
    Outcome.Composed composed = rig.compose(request);
    assertThat(composed.enough()).isTrue();
    Handle terms = composed.terms().get(0);
    long notional = 70 * 10_001 + 30 * 10_010;
    long fees = 70 * 10_001 * 5;
    assertThat(seen(terms))
        .isEqualTo(
            new Composed(
                1,
                true,
                100,
                BigInteger.valueOf(notional),
                BigInteger.valueOf(10_000 * notional + fees),
                2));
    assertThat(seen(terms).price()).as("10,003.7, up for a buyer").isEqualTo(10_004);
    assertThat(seen(terms).feeBasisPoints()).as("3.499").isEqualTo(4);
    assertThat(reads("M2", terms)).isFalse();
    assertThat(reads(Reveal.COMPLIANCE, terms)).isFalse();

    Outcome.Accepted dealt = rig.accept(request, rig.deal("T", terms, Rig.buy(100, 10_004)));
    assertThat(dealt.winner()).containsExactly(rest, first);
    assertThat(rig.values("T", dealt.fill())).containsExactly(fill(30, 10_010), fill(70, 10_001));
    assertThat(rig.value("M1", dealt.fill().get(0))).isEqualTo(fill(30, 10_010));
    assertThat(rig.value("M2", dealt.fill().get(1))).isEqualTo(fill(70, 10_001));
    assertThat(reads("M1", dealt.fill().get(1))).isFalse();
    assertThat(reads("M2", dealt.fill().get(0))).isFalse();
    for (Handle part : dealt.fill()) {
      assertThat(reads("M3", part)).as("a loser").isFalse();
    }
  }

  @Test
  void aSellerIsFilledByTheHighestBidsAndItsPriceIsRoundedDown() {
    Handle request = ask(false, SELL, 100);
    Handle high = quote(request, "M1", BUY, 50, 10_001, 0);
    quote(request, "M2", BUY, 100, 9_990, 0);
    Handle next = quote(request, "M3", BUY, 51, 10_002, 4);
    Handle terms = rig.compose(request).terms().get(0);
    assertThat(seen(terms).sells()).isFalse();
    assertThat(seen(terms).price()).as("10,001.5, down for a seller").isEqualTo(10_001);
    assertThat(seen(terms).feeBasisPoints()).as("2.0001").isEqualTo(3);
    assertThat(rig.accept(request, rig.deal("T", terms, Rig.sell(100, 10_002))).valid()).isFalse();
    assertThat(rig.accept(request, rig.deal("T", terms, Rig.sell(100, 10_000))).valid()).isFalse();
    Outcome.Accepted dealt = rig.accept(request, rig.deal("T", terms, Rig.sell(100, 10_001)));
    assertThat(dealt.winner()).containsExactly(high, next);
    assertThat(rig.values("T", dealt.fill()))
        .extracting(Vector::quantity)
        .containsExactly(50L, 50L);
  }

  @Test
  void aRefusedAcceptTellsTheTakerWhyAndLeavesTheTermsStanding() {
    Handle request = ask(false, BUY, 100);
    quote(request, "M1", SELL, 60, 10_000, 0);
    quote(request, "M2", SELL, 60, 10_001, 0);
    Handle terms = rig.compose(request).terms().get(0);
    assertRefused(request, terms, Rig.buy(100, 10_000), Refusal.PRICE_DIFFERS);
    assertRefused(request, terms, Rig.buy(100, 10_002), Refusal.PRICE_DIFFERS);
    assertRefused(request, terms, Rig.buy(100, -1), Refusal.PRICE_DIFFERS);
    assertRefused(request, terms, Rig.buy(99, 10_001), Refusal.SIZE_DIFFERS);
    assertRefused(request, terms, Rig.sell(100, 0), Refusal.SIDE_DIFFERS);
    assertRefused(request, terms, Rig.order(2, 0, 100, 0, 0), Refusal.INSTRUMENT_DIFFERS);
    assertThat(rig.accept(request, rig.deal("T", terms, Rig.buy(100, 0))).valid()).isTrue();
  }

  private void assertRefused(Handle request, Handle terms, Vector taker, Refusal reason) {
    Handle handle = rig.deal("T", terms, taker);
    assertThat(rig.accept(request, handle))
        .isEqualTo(new Outcome.Accepted(false, List.of(), List.of()));
    assertThat(rig.value("T", handle).refusal()).isEqualTo(reason.bit());
  }

  @Test
  void whereThereIsNotEnoughTheTakerLearnsHowMuchThereIsAndNoPrice() {
    Handle request = ask(false, BUY, 100);
    quote(request, "M1", SELL, 60, 10_000, 0);
    quote(request, "M2", SELL, 39, 10_001, 0);
    Outcome.Composed composed = rig.compose(request);
    assertThat(composed.enough()).isFalse();
    Handle available = composed.terms().get(0);
    assertThat(seen(available))
        .isEqualTo(new Composed(1, true, 99, BigInteger.ZERO, BigInteger.ZERO, 0));
    assertThat(reads("M1", available)).isFalse();
    assertThat(rig.accept(request, rig.deal("T", available, Rig.buy(99, 0))).valid()).isFalse();
  }

  @Test
  void whoTakesLessIsShownWhatThereIsAndMayTakeLessOfIt() {
    Handle request = ask(true, BUY, 100);
    quote(request, "M1", SELL, 60, 10_000, 0);
    Handle first = quote(request, "M2", SELL, 30, 9_000, 0);
    Outcome.Composed composed = rig.compose(request);
    assertThat(composed.enough()).isTrue();
    Handle terms = composed.terms().get(0);
    assertThat(seen(terms).quantity()).isEqualTo(90);
    assertThat(seen(terms).price()).isEqualTo(9_667);
    assertRefused(request, terms, Rig.buy(91, 9_667), Refusal.SIZE_DIFFERS);
    Outcome.Accepted dealt = rig.accept(request, rig.deal("T", terms, Rig.buy(30, 9_667)));
    assertThat(dealt.winner()).as("the cheapest has it all").containsExactly(first);
    assertThat(rig.value("M2", dealt.fill().get(0))).isEqualTo(fill(30, 9_000));
  }

  @Test
  void nobodyQuoted() {
    assertThat(rig.compose(ask(true, BUY, 100))).isEqualTo(new Outcome.Composed(false, List.of()));
  }

  /** The notional and the cost have all the bits that they may have. */
  @Test
  void theHighestValues() {
    for (long side : new long[] {BUY, SELL}) {
      Handle request = ask(true, side, MOST);
      quote(request, "M1", 1 - side, MOST - 1, MOST, side == BUY ? 9_999 : 0);
      quote(request, "M2", 1 - side, 5, MOST - (side == BUY ? 0 : 2), side == BUY ? 9_999 : 0);
      Handle terms = rig.compose(request).terms().get(0);
      long less = side == BUY ? 0 : 2;
      BigInteger notional =
          BigInteger.valueOf(MOST)
              .multiply(BigInteger.valueOf(MOST))
              .subtract(BigInteger.valueOf(less));
      assertThat(seen(terms).notional()).isEqualTo(notional);
      assertThat(seen(terms).cost())
          .isEqualTo(notional.multiply(BigInteger.valueOf(side == BUY ? 19_999 : 10_000)));
      long price = MOST - (side == BUY ? 0 : 1);
      assertThat(seen(terms).price()).isEqualTo(price);
      Vector taker = Rig.order(1, side, MOST, price, 0);
      assertThat(rig.accept(request, rig.deal("T", terms, taker)).fill()).hasSize(2);
    }
  }

  @Test
  void sixtyFourMakersFillTogether() {
    String[] makers = IntStream.range(0, 64).mapToObj(k -> "M" + k).toArray(String[]::new);
    Handle request = rig.askSeveral("T", false, Vector.input(1, BUY, 640, 0, 0, 0), makers);
    rig.request(request);
    for (int k = 0; k < 64; k++) {
      quote(request, makers[k], SELL, 10, 100 + k, 0);
    }
    Handle terms = rig.compose(request).terms().get(0);
    assertThat(seen(terms).makers()).isEqualTo(64);
    assertThat(seen(terms).price()).as("131.5").isEqualTo(132);
    Outcome.Accepted dealt = rig.accept(request, rig.deal("T", terms, Rig.buy(640, 132)));
    assertThat(dealt.winner()).hasSize(64);
    assertThat(rig.value("M63", dealt.fill().get(63))).isEqualTo(fill(10, 163));
  }
}
