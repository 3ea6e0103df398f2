package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import obscura.mpc.api.Composed;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Vector;

/**
 * The client's properties 31 to 34 of requests that several makers fill together, on the jobs of
 * the parties in both modes, against plain arithmetic.
 */
class SplitProperties {
  private static final String[] MAKERS =
      IntStream.range(0, 9).mapToObj(k -> "M" + k).toArray(String[]::new);

  private static Rig plain;
  private static Rig malicious;

  @BeforeContainer
  static void start() throws IOException {
    plain = new Rig(Files.createTempDirectory("split"));
    malicious = Rig.malicious(Files.createTempDirectory("split"));
  }

  @AfterContainer
  static void stop() {
    plain.close();
    malicious.close();
  }

  /** A request, its quotes, and what is right. */
  private record Case(long side, long asked, List<Vector> quotes) {
    static Case random(Random random, int makers, long largest, long asked) {
      long side = random.nextInt(2);
      List<Vector> quotes = new ArrayList<>();
      for (int k = 0; k < makers; k++) {
        quotes.add(
            Vector.input(
                7,
                1 - side,
                1 + random.nextLong(largest),
                9_990L + random.nextInt(20),
                0,
                random.nextInt(12)));
      }
      return new Case(side, asked, quotes);
    }

    Case asking(long quantity) {
      return new Case(side, quantity, quotes);
    }

    long offered() {
      return quotes.stream().mapToLong(Vector::quantity).sum();
    }

    /** What each maker gives of a quantity, cheapest with fee first. */
    long[] shared(long quantity) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, quotes.size()).boxed().toList());
      order.sort(Comparator.comparing(k -> side == 0 ? cost(k) : cost(k).negate()));
      long[] fills = new long[quotes.size()];
      long left = quantity;
      for (int k : order) {
        fills[k] = Math.min(left, quotes.get(k).quantity());
        left -= fills[k];
      }
      return fills;
    }

    /** Of one lot, in 1/10,000 ticks. */
    BigInteger cost(int k) {
      Vector quote = quotes.get(k);
      long factor = side == 0 ? 10_000 + quote.fee() : 10_000 - quote.fee();
      return BigInteger.valueOf(quote.price()).multiply(BigInteger.valueOf(factor));
    }

    BigInteger cost(long[] fills) {
      BigInteger sum = BigInteger.ZERO;
      for (int k = 0; k < fills.length; k++) {
        sum = sum.add(cost(k).multiply(BigInteger.valueOf(fills[k])));
      }
      return sum;
    }

    BigInteger notional(long[] fills) {
      BigInteger sum = BigInteger.ZERO;
      for (int k = 0; k < fills.length; k++) {
        sum =
            sum.add(
                BigInteger.valueOf(quotes.get(k).price()).multiply(BigInteger.valueOf(fills[k])));
      }
      return sum;
    }

    /** Of the terms of a quantity, rounded against the taker. */
    long price(long quantity) {
      return new BigDecimal(notional(shared(quantity)))
          .divide(
              BigDecimal.valueOf(quantity),
              0,
              side == 0 ? RoundingMode.CEILING : RoundingMode.FLOOR)
          .longValueExact();
    }

    /** What the taker is to be shown of a quantity. */
    Composed terms(long quantity) {
      long[] fills = shared(quantity);
      int makers = (int) Arrays.stream(fills).filter(fill -> fill > 0).count();
      return new Composed(7, side == 0, quantity, notional(fills), cost(fills), makers);
    }
  }

  /** A case as the parties have it. */
  private record Round(Rig rig, Case told, Handle request, List<Handle> quotes) {
    static Round open(Mode mode, Case told, boolean partial) {
      Rig rig = mode == Mode.MALICIOUS ? malicious : plain;
      Vector asked = Vector.input(7, told.side(), told.asked(), 0, 0, 0);
      Handle request = rig.askSeveral("T", partial, asked, MAKERS);
      assertThat(rig.request(request)).isTrue();
      List<Handle> quotes = new ArrayList<>();
      for (int k = 0; k < told.quotes().size(); k++) {
        quotes.add(rig.offer(MAKERS[k], request, told.quotes().get(k)));
        assertThat(rig.quote(request, quotes.get(k))).isTrue();
      }
      return new Round(rig, told, request, quotes);
    }

    /** The terms, which must be right. */
    Handle compose(long quantity) {
      Outcome.Composed composed = rig.compose(request);
      assertThat(composed.enough()).isTrue();
      Handle terms = composed.terms().get(0);
      assertThat(Composed.of(rig.value("T", terms))).isEqualTo(told.terms(quantity));
      return terms;
    }

    /** Deals, at the mean price of the terms; who is filled, and how, must be right. */
    void deal(Handle terms, long shown, long quantity) {
      Vector taker = Rig.order(7, told.side(), quantity, told.price(shown), 0);
      Outcome.Accepted dealt = rig.accept(request, rig.deal("T", terms, taker));
      assertThat(dealt.valid()).isTrue();
      long[] fills = told.shared(quantity);
      List<Handle> winners = new ArrayList<>();
      List<Vector> parts = new ArrayList<>();
      for (int k = 0; k < fills.length; k++) {
        if (fills[k] > 0) {
          winners.add(quotes.get(k));
          parts.add(new Vector(7, told.side(), fills[k], told.quotes().get(k).price(), 0, 0, 0));
        }
      }
      assertThat(dealt.winner()).isEqualTo(winners);
      assertThat(rig.values("T", dealt.fill())).isEqualTo(parts);
      assertThat(parts.stream().mapToLong(Vector::quantity).sum()).isEqualTo(quantity);
    }
  }

  @Tag("property-31")
  @Property(tries = 100)
  void liquidityOfAllQuotesIsAddedUp(
      @ForAll Mode mode, @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int makers) {
    Random random = new Random(seed);
    Case told = Case.random(random, makers, 1L << random.nextInt(1, 40), 1);
    long most = told.offered();
    Round round = Round.open(mode, told.asking(most), false);
    round.deal(round.compose(most), most, most);
  }

  @Tag("property-32")
  @Property(tries = 100)
  void whatNoMakerHasAloneIsSplitOverSeveral(
      @ForAll Mode mode, @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int makers) {
    Random random = new Random(seed);
    Case told = Case.random(random, makers, 1L << random.nextInt(1, 40), 1);
    long largest = told.quotes().stream().mapToLong(Vector::quantity).max().getAsLong();
    long asked = largest + 1 + random.nextLong(told.offered() - largest);
    Round round = Round.open(mode, told.asking(asked), false);
    Handle terms = round.compose(asked);
    assertThat(told.terms(asked).makers()).isGreaterThan(1);
    round.deal(terms, asked, asked);
  }

  /** No allocation made at random costs less, price and fee together. */
  @Tag("property-33")
  @Property(tries = 100)
  void noOtherAllocationOfTheQuantityCostsLess(
      @ForAll Mode mode, @ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int makers) {
    Random random = new Random(seed);
    Case told = Case.random(random, makers, 50, 1);
    long asked = 1 + random.nextLong(told.offered());
    Round round = Round.open(mode, told.asking(asked), random.nextBoolean());
    Handle terms = round.compose(asked);
    BigInteger cost = Composed.of(round.rig().value("T", terms)).cost();
    for (int attempt = 0; attempt < 200; attempt++) {
      BigInteger other = told.cost(anyAllocation(random, told, asked));
      assertThat(told.side() == 0 ? other.subtract(cost) : cost.subtract(other))
          .isGreaterThanOrEqualTo(BigInteger.ZERO);
    }
    round.deal(terms, asked, asked);
  }

  private static long[] anyAllocation(Random random, Case told, long total) {
    long[] fills = new long[told.quotes().size()];
    for (long left = total; left > 0; left--) {
      int maker = random.nextInt(fills.length);
      while (fills[maker] == told.quotes().get(maker).quantity()) {
        maker = (maker + 1) % fills.length;
      }
      fills[maker]++;
    }
    return fills;
  }

  /** Who takes less gets what there is, or of that what it wants; who does not is told. */
  @Tag("property-34")
  @Property(tries = 100)
  void whatIsThereIsShownIfItIsTooLittle(
      @ForAll Mode mode, @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int makers) {
    Random random = new Random(seed);
    Case told = Case.random(random, makers, 1L << random.nextInt(1, 40), 1);
    long most = told.offered();
    Case tooMuch = told.asking(most + 1 + random.nextLong(most));
    Round partial = Round.open(mode, tooMuch, true);
    partial.deal(partial.compose(most), most, 1 + random.nextLong(most));

    Round whole = Round.open(mode, tooMuch, false);
    Outcome.Composed composed = whole.rig().compose(whole.request());
    assertThat(composed.enough()).isFalse();
    Composed available = Composed.of(whole.rig().value("T", composed.terms().get(0)));
    assertThat(available)
        .isEqualTo(new Composed(7, told.side() == 0, most, BigInteger.ZERO, BigInteger.ZERO, 0));
  }
}
