package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Vector;

/**
 * The client's correctness properties 3, 4 and 10 to 14 at the level of the confidential engine.
 */
class VenueProperties {
  private static final long MOST = (1L << 62) - 1;

  private static final String[] MAKERS =
      IntStream.range(0, 12).mapToObj(k -> "M" + k).toArray(String[]::new);

  private static Rig rig;

  @BeforeContainer
  static void start() throws IOException {
    rig = new Rig(Files.createTempDirectory("properties"));
  }

  @AfterContainer
  static void stop() {
    rig.close();
  }

  private record Round(Handle request, List<Handle> handles, List<Vector> quotes) {}

  private static Round quotes(Random random, int makers, long side) {
    Handle request = rig.ask("T", false, true, Vector.input(7, side, 50, 0, 0, 0), MAKERS);
    assertThat(rig.request(request)).isTrue();
    Round round = new Round(request, new ArrayList<>(), new ArrayList<>());
    for (int k = 0; k < makers; k++) {
      long price = random.nextInt(8) == 0 ? MOST - random.nextInt(2) : 9_990L + random.nextInt(20);
      Vector quote =
          Vector.input(7, 1 - side, 1L + random.nextInt(100), price, 0, random.nextInt(12));
      Handle handle = rig.offer(MAKERS[k], request, quote);
      assertThat(rig.quote(request, handle)).isTrue();
      round.handles().add(handle);
      round.quotes().add(quote);
    }
    return round;
  }

  private static int bestOf(List<Vector> quotes) {
    int best = 0;
    for (int k = 1; k < quotes.size(); k++) {
      int sign = allIn(quotes.get(k)).compareTo(allIn(quotes.get(best)));
      best = (quotes.get(k).flags() == 1 ? sign < 0 : sign > 0) ? k : best;
    }
    return best;
  }

  private static BigInteger allIn(Vector quote) {
    long factor = quote.flags() == 1 ? 10_000 + quote.fee() : 10_000 - quote.fee();
    return BigInteger.valueOf(quote.price()).multiply(BigInteger.valueOf(factor));
  }

  /** Only the winner's terms reach the taker; nothing is opened to select it. */
  @Tag("property-3")
  @Property(tries = 100)
  void theBestQuoteIsSelectedWithoutOpeningAny(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int makers) {
    long side = seed & 1;
    Round round = quotes(new Random(seed), makers, side);
    rig.openings.clear();
    Outcome.Selected selected = rig.select(round.request());
    assertThat(rig.openings).isEmpty();
    Vector best = round.quotes().get(bestOf(round.quotes()));
    assertThat(rig.value("T", selected.oneWay().get(0)))
        .isEqualTo(
            Vector.input(
                7, best.flags(), Math.min(50, best.quantity()), best.price(), 0, best.fee()));
    for (Handle quote : round.handles()) {
      assertThat(rig.reveal("T", quote)).isInstanceOf(Revealed.Refused.class);
    }
  }

  /** The same quotes again give the same winner, and of equals the earlier one. */
  @Tag("property-4")
  @Property(tries = 100)
  void selectionIsDeterministic(@ForAll long seed, @ForAll @IntRange(min = 2, max = 9) int makers) {
    for (int again = 0; again < 2; again++) {
      Round round = quotes(new Random(seed), makers, seed & 1);
      Handle terms = rig.select(round.request()).oneWay().get(0);
      Vector seen = rig.value("T", terms);
      Handle taker = rig.deal("T", terms, Rig.order(7, seed & 1, seen.quantity(), seen.price(), 0));
      assertThat(rig.accept(round.request(), taker).winner())
          .containsExactly(round.handles().get(bestOf(round.quotes())));
    }
  }

  /** Two orders meet exactly if the prices cross; if not, one bit was opened and no value. */
  @Tag("property-10")
  @Property(tries = 150)
  void ordersMeetIfTheirPricesCross(
      @ForAll @LongRange(min = 1, max = MOST) long bid,
      @ForAll @LongRange(min = 1, max = MOST) long offer,
      @ForAll boolean bidFirst) {
    Vector buy = Rig.buy(5, bid);
    Vector sell = Rig.sell(5, offer);
    Handle first = rig.put("A", bidFirst ? buy : sell);
    assertThat(rig.add(first).resting()).isTrue();
    rig.openings.clear();
    Outcome.Matched met = rig.add("B", Lifetime.IMMEDIATE_OR_CANCEL, bidFirst ? sell : buy);
    assertThat(met.fills()).hasSize(bid >= offer ? 1 : 0);
    if (bid >= offer) {
      long middle = bid / 2 + offer / 2 + (bid & offer & 1);
      assertThat(rig.value("A", met.fills().get(0).fill()).price()).isEqualTo(middle);
    } else {
      assertThat(rig.openings).containsOnlyKeys("valid", "contra found");
    }
    rig.remove(first);
  }

  /** At one price the earlier order is met first; as many as one job meets at most. */
  @Tag("property-11")
  @Property(tries = 100)
  void priceThenTime(@ForAll @IntRange(min = 2, max = 16) int orders, @ForAll long seed) {
    Random random = new Random(seed);
    List<Handle> resting = new ArrayList<>();
    List<Long> prices = new ArrayList<>();
    for (int k = 0; k < orders; k++) {
      prices.add(100L + random.nextInt(3));
      resting.add(rig.put("A", Rig.sell(1, prices.get(k))));
      rig.add(resting.get(k));
    }
    Outcome.Matched met = rig.add("B", Lifetime.FILL_OR_KILL, Rig.buy(orders, 200));
    List<Handle> expected = new ArrayList<>();
    for (long price = 100; price < 103; price++) {
      for (int k = 0; k < orders; k++) {
        if (prices.get(k) == price) {
          expected.add(resting.get(k));
        }
      }
    }
    assertThat(met.fills()).extracting(Outcome.Fill::contra).isEqualTo(expected);
  }

  /** What is not filled rests, to the lot. */
  @Tag("property-12")
  @Property(tries = 100)
  void theRestOfAPartialFillIsThereForTheNext(
      @ForAll @LongRange(min = 2, max = MOST) long whole, @ForAll long seed) {
    long part = 1 + Math.floorMod(seed, whole - 1);
    Handle resting = rig.put("A", Rig.sell(whole, 100));
    rig.add(resting);
    Outcome.Matched first = rig.add("B", Rig.buy(part, 100));
    assertThat(first.fills().get(0).contraDone()).isFalse();
    Outcome.Matched second = rig.add("B", Lifetime.IMMEDIATE_OR_CANCEL, Rig.buy(MOST, 100));
    assertThat(second.fills().get(0).contraDone()).isTrue();
    assertThat(rig.value("A", second.fills().get(0).fill()).quantity()).isEqualTo(whole - part);
    assertThat(rig.remove(resting)).isFalse();
  }

  /** A cancelled order is never met again. */
  @Tag("property-13")
  @Property(tries = 100)
  void cancelledOrdersStayOut(@ForAll @IntRange(min = 0, max = 3) int others) {
    List<Handle> resting = new ArrayList<>();
    for (int k = 0; k <= others; k++) {
      resting.add(rig.put("A", Rig.sell(3, 100)));
      rig.add(resting.get(k));
    }
    Handle gone = resting.remove(others / 2);
    assertThat(rig.remove(gone)).isTrue();
    assertThat(rig.remove(gone)).isFalse();
    Outcome.Matched met = rig.add("B", Lifetime.IMMEDIATE_OR_CANCEL, Rig.buy(100, 100));
    assertThat(met.fills()).extracting(Outcome.Fill::contra).isEqualTo(resting);
  }

  /**
   * A replace is a cancel and a new order in one: the old handle is never met again, and the place
   * is lost unless only the quantity went down.
   */
  @Tag("property-14")
  @Property(tries = 120)
  void aReplaceIsCancelAndNew(
      @ForAll @LongRange(min = 1, max = 9) long quantity,
      @ForAll @LongRange(min = 99, max = 101) long price) {
    Handle old = rig.put("A", Rig.sell(5, 100));
    rig.add(old);
    Handle rival = rig.put("C", Rig.sell(5, price));
    rig.add(rival);
    Handle fresh = rig.instead("A", old, Rig.sell(quantity, price));
    Outcome.Matched replaced = rig.replace(old, fresh);
    boolean kept = price == 100 && quantity <= 5;
    assertThat(replaced.resting()).isTrue();
    assertThat(replaced.keptArrival()).isEqualTo(kept);
    Outcome.Matched met = rig.add("B", Lifetime.FILL_OR_KILL, Rig.buy(5 + quantity, 200));
    assertThat(met.fills())
        .extracting(Outcome.Fill::contra)
        .containsExactly(kept ? fresh : rival, kept ? rival : fresh);
    assertThat(rig.run(new Job.RemoveOrder(++rig.job, old, Rig.OPERATOR)))
        .isEqualTo(new Outcome.Removed(false));
  }
}
