package obscura.mpc.field;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import obscura.mpc.api.Mode;
import obscura.mpc.circuit.Delivery;
import obscura.mpc.share.Bits;
import obscura.mpc.share.Word;

/** What a fill amounts to, and what is left of the notes, as one would compute it in clear. */
class DeliveryProperties {
  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(96);

  /** A fill with the notes of both sides. */
  private record Story(
      long lots, long ticks, Delivery.Units units, List<BigInteger> base, List<BigInteger> quote) {
    BigInteger bought() {
      return BigInteger.valueOf(lots).multiply(units.perLot());
    }

    BigInteger paid() {
      return BigInteger.valueOf(lots).multiply(BigInteger.valueOf(ticks)).multiply(units.perTick());
    }

    BigInteger change(List<BigInteger> notes, BigInteger delivered) {
      return notes.stream().reduce(BigInteger.ZERO, BigInteger::add).subtract(delivered);
    }

    boolean allowed() {
      return List.of(bought(), paid(), change(base, bought()), change(quote, paid())).stream()
          .allMatch(v -> v.signum() >= 0 && v.compareTo(LIMIT) < 0);
    }

    /** Whether it is allowed, and then the two amounts and the two changes. */
    List<BigInteger> clear() {
      return allowed()
          ? List.of(BigInteger.ONE, bought(), paid(), change(base, bought()), change(quote, paid()))
          : List.of(BigInteger.ZERO);
    }
  }

  private static List<BigInteger> onShares(Mode mode, long seed, Story story) {
    Lab lab = new Lab(seed);
    Word[] lots = lab.shared(story.lots());
    Word[] ticks = lab.shared(story.ticks());
    List<Word[][]> base = story.base().stream().map(lab::shared).toList();
    List<Word[][]> quote = story.quote().stream().map(lab::shared).toList();
    return lab.run(
            mode,
            seat -> {
              int me = seat.party();
              Delivery made =
                  Delivery.of(
                      seat.gates(),
                      new Delivery.Fill(lots[me], ticks[me]),
                      story.units(),
                      amounts(base, me),
                      amounts(quote, me));
              Word allowed = made.allowed(seat.gates());
              seat.gates().verify();
              if ((opened(seat, allowed)[0] & 1) == 0) {
                return List.of(BigInteger.ZERO);
              }
              List<BigInteger> all = new ArrayList<>(List.of(BigInteger.ONE));
              for (Bits rows : List.of(made.amounts(), made.changes())) {
                for (int lane : List.of(Delivery.BASE, Delivery.QUOTE)) {
                  Delivery.Amount amount = Delivery.Amount.of(rows, lane);
                  long[] words = opened(seat, amount.low(), amount.high());
                  all.add(
                      new BigInteger(Long.toUnsignedString(words[1]))
                          .shiftLeft(64)
                          .add(new BigInteger(Long.toUnsignedString(words[0]))));
                }
              }
              return all;
            })
        .get(0);
  }

  private static long[] opened(Lab.Seat seat, Word... words) {
    return seat.opening().open(seat.links(), "test", words, 64);
  }

  private static List<Delivery.Amount> amounts(List<Word[][]> notes, int party) {
    return notes.stream().map(note -> new Delivery.Amount(note[party][0], note[party][1])).toList();
  }

  private static BigInteger number(Random random, int bits) {
    return new BigInteger(1 + random.nextInt(bits), random);
  }

  private static List<BigInteger> notes(Random random, BigInteger needed) {
    List<BigInteger> notes = new ArrayList<>();
    BigInteger left = needed.add(BigInteger.valueOf(random.nextInt(4) - 1));
    int count = 1 + random.nextInt(Delivery.NOTES_MAX);
    for (int k = 1; k < count; k++) {
      BigInteger some =
          left.signum() < 1 ? BigInteger.ZERO : left.shiftRight(1 + random.nextInt(9));
      notes.add(some.mod(LIMIT));
      left = left.subtract(some);
    }
    notes.add(left.max(BigInteger.ZERO).mod(LIMIT));
    return notes;
  }

  @Property(tries = 100)
  void itIsWhatTheClearNumbersSay(@ForAll long seed) {
    Random random = new Random(seed);
    int size = random.nextInt(1, 40);
    BigInteger perLot = number(random, 60).add(BigInteger.ONE);
    BigInteger perTick = number(random, 30).add(BigInteger.ONE);
    Story sized =
        new Story(
            number(random, size).longValue() + 1,
            number(random, 62 - size / 2).longValue(),
            new Delivery.Units(perLot, perTick),
            List.of(),
            List.of());
    Story story =
        new Story(
            sized.lots(),
            sized.ticks(),
            sized.units(),
            notes(random, sized.bought()),
            notes(random, sized.paid()));
    Mode mode = seed % 5 == 0 ? Mode.MALICIOUS : Mode.SEMI_HONEST;
    assertThat(onShares(mode, seed, story)).isEqualTo(story.clear());
  }

  private static BigInteger power(int bits, int less) {
    return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.valueOf(less));
  }

  @Example
  void theEdgesAreExact() {
    Delivery.Units one = new Delivery.Units(BigInteger.ONE, BigInteger.ONE);
    Delivery.Units odd = new Delivery.Units(BigInteger.ONE.shiftLeft(34), BigInteger.valueOf(3));
    List<BigInteger> top = List.of(power(96, 1));
    long high = (1L << 62) - 1;
    List<Story> stories =
        List.of(
            new Story(1, 0, one, List.of(BigInteger.ONE), List.of(BigInteger.ZERO)),
            new Story(1, 1, one, List.of(BigInteger.ONE), List.of(BigInteger.ONE)),
            new Story(1, 1, one, List.of(BigInteger.ONE), List.of()),
            new Story(high, 1, odd, top, top),
            new Story(high, 1L << 34, one, top, top),
            new Story(high, (1L << 34) + 1, one, top, top),
            new Story(high, high, one, top, top),
            new Story(1L << 48, 1L << 48, one, top, top),
            new Story(1L << 48, (1L << 48) - 1, one, top, top),
            new Story(1, 1, one, List.of(power(96, 1), BigInteger.TWO), top),
            new Story(1, 1, one, List.of(power(96, 1), BigInteger.ONE), top));
    assertThat(stories.stream().map(Story::allowed))
        .containsExactly(true, true, false, true, true, false, false, false, true, false, true);
    for (Story story : stories) {
      assertThat(onShares(Mode.SEMI_HONEST, 5, story)).isEqualTo(story.clear());
      assertThat(onShares(Mode.MALICIOUS, 5, story)).isEqualTo(story.clear());
    }
  }
}
