package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import obscura.mpc.api.Composed;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Vector;
import obscura.mpc.share.Accesses;
import org.junit.jupiter.api.Assertions;

/**
 * Two split requests of the same public shape (who quotes, who is taken, whether there is enough)
 * but with other instruments, sides, prices, sizes and fees make every party touch the same rows
 * and lanes, in the same order, and send messages of the same lengths.
 */
class SplitIndependenceTest {
  private static final String[] MAKERS = {"M0", "M1", "M2", "M3", "M4", "M5", "M6"};

  /** Public: which of the makers who quote are taken, whether less will do, how it ends. */
  private record Shape(List<Boolean> taken, boolean partial, Ending ending) {
    enum Ending {
      DEALT,
      LESS_DEALT,
      REFUSED,
      NOT_COVERED
    }

    static Shape of(Random random) {
      List<Boolean> taken = new ArrayList<>();
      int makers = 1 + random.nextInt(MAKERS.length);
      for (int k = 0; k < makers; k++) {
        taken.add(random.nextBoolean());
      }
      taken.set(random.nextInt(makers), true);
      Ending ending = Ending.values()[random.nextInt(4)];
      boolean partial = ending == Ending.LESS_DEALT || (ending == Ending.DEALT && makers % 2 == 0);
      return new Shape(taken, partial, ending);
    }
  }

  private final Traces traces = new Traces();
  private final List<Rig> rigs = new ArrayList<>();

  @BeforeProperty
  void open() throws IOException {
    Accesses.observe(traces);
    for (int k = 0; k < 2; k++) {
      rigs.add(new Rig(Files.createTempDirectory("independence")));
    }
  }

  @AfterProperty
  void close() {
    rigs.forEach(Rig::close);
    Accesses.observe(null);
  }

  @Property(tries = 120)
  void whatIsTouchedAndSentIsTheSame(
      @ForAll long shapeSeed, @ForAll long seed, @ForAll long otherSeed) {
    Shape shape = Shape.of(new Random(shapeSeed));
    traces.begin();
    List<Object> told = play(rigs.get(0), shape, new Random(seed));
    Map<String, long[]> first = traces.end();
    traces.begin();
    assertThat(play(rigs.get(1), shape, new Random(otherSeed))).isEqualTo(told);
    Map<String, long[]> second = traces.end();
    assertThat(first).hasSize(3);
    for (String party : first.keySet()) {
      Assertions.assertArrayEquals(first.get(party), second.get(party), party + " in " + shape);
    }
  }

  /** Answers what is public of it. */
  private static List<Object> play(Rig rig, Shape shape, Random random) {
    List<Object> told = new ArrayList<>();
    long side = random.nextInt(2);
    long instrument = Rig.ENABLED.get(random.nextInt(3));
    List<Vector> quotes = new ArrayList<>();
    for (boolean taken : shape.taken()) {
      quotes.add(quote(random, instrument, 1 - side, taken));
    }
    long wanted = wanted(random, shape, quotes);
    long offered = quotes.stream().mapToLong(Vector::quantity).sum();
    long asked =
        switch (shape.ending()) {
          case NOT_COVERED -> offered + 1 + random.nextInt(9);
          case LESS_DEALT -> wanted + random.nextInt(9);
          case DEALT, REFUSED -> wanted;
        };
    Handle request =
        rig.askSeveral(
            "T", shape.partial(), Vector.input(instrument, side, asked, 0, 0, 0), MAKERS);
    rig.request(request);
    List<Handle> handles = new ArrayList<>();
    for (int k = 0; k < quotes.size(); k++) {
      handles.add(rig.offer(MAKERS[k], request, quotes.get(k)));
      told.add(rig.quote(request, handles.get(k)));
    }
    Outcome.Composed composed = rig.compose(request);
    told.add(composed.enough());
    told.add(rig.embedded().rounds());
    if (shape.ending() != Shape.Ending.NOT_COVERED) {
      Handle terms = composed.terms().get(0);
      long price = Composed.of(rig.value("T", terms)).price();
      price += shape.ending() == Shape.Ending.REFUSED ? 1 + random.nextInt(9) : 0;
      Vector taker = Rig.order(instrument, side, wanted, price, 0);
      Outcome.Accepted dealt = rig.accept(request, rig.deal("T", terms, taker));
      told.add(dealt.winner().stream().map(handles::indexOf).toList());
    }
    told.add(rig.embedded().rounds());
    told.add(rig.embedded().bytesSent());
    return told;
  }

  /** Whoever is taken is better by more than any fee. */
  private static Vector quote(Random random, long instrument, long side, boolean taken) {
    long size = 1 + random.nextLong(1L << random.nextInt(1, 40));
    long price = 1L + random.nextInt(1_000) + (taken == (side == 1) ? 0 : 10_000);
    return Vector.input(instrument, side, size, price, 0, random.nextInt(1_000));
  }

  /** Takes all of them, of the worst at least one lot. */
  private static long wanted(Random random, Shape shape, List<Vector> quotes) {
    List<Vector> taken = new ArrayList<>();
    for (int k = 0; k < quotes.size(); k++) {
      if (shape.taken().get(k)) {
        taken.add(quotes.get(k));
      }
    }
    Comparator<Vector> byCost = Comparator.comparing(SplitIndependenceTest::cost);
    taken.sort(taken.getFirst().flags() == 1 ? byCost : byCost.reversed());
    long worst = taken.getLast().quantity();
    return taken.stream().mapToLong(Vector::quantity).sum() - random.nextLong(worst);
  }

  private static BigInteger cost(Vector quote) {
    long factor = quote.flags() == 1 ? 10_000 + quote.fee() : 10_000 - quote.fee();
    return BigInteger.valueOf(quote.price()).multiply(BigInteger.valueOf(factor));
  }
}
