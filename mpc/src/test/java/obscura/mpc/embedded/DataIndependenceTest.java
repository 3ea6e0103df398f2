package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.SignedPrice;
import obscura.mpc.api.Vector;
import obscura.mpc.oracle.OracleKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.share.Accesses;
import org.junit.jupiter.api.Assertions;

/**
 * Two streams of orders of the same public shape (kinds of jobs, firms, arrivals, opened bits) but
 * with other instruments, sides, prices, sizes and minimums make every party touch the same rows
 * and lanes, in the same order, and send messages of the same lengths.
 */
class DataIndependenceTest {
  private static final long PRICE_ROOM = 1L << 40;

  /** What becomes of the order that comes last; the same in both streams. */
  private enum Ending {
    REFUSED,
    MISSES,
    FILLED_WITH_ITS_CONTRA,
    FILLED_BY_A_LARGER,
    TAKES_ALL_AND_ENDS,
    TAKES_ALL_AND_RESTS,
    NOT_WHOLLY_SO_KILLED,
    REPLACED
  }

  /** Public: who rests, which row is met, what becomes of the last order. */
  private record Shape(List<String> firms, int met, Ending ending) {
    static Shape of(Random random) {
      List<String> firms = new ArrayList<>();
      int rows = 1 + random.nextInt(12);
      for (int k = 0; k < rows; k++) {
        firms.add("R" + random.nextInt(3));
      }
      List<Ending> endings = List.of(Ending.values());
      return new Shape(firms, random.nextInt(rows), endings.get(random.nextInt(endings.size())));
    }

    Lifetime lifetime() {
      return switch (ending) {
        case TAKES_ALL_AND_RESTS, REPLACED -> Lifetime.RESTS;
        case NOT_WHOLLY_SO_KILLED -> Lifetime.FILL_OR_KILL;
        default -> Lifetime.IMMEDIATE_OR_CANCEL;
      };
    }
  }

  private static final long BY_REFERENCE = 12;
  private static final OracleKey ORACLE = new OracleKey(Rig.key(5));

  private final Traces traces = new Traces();
  private final List<Rig> rigs = new ArrayList<>();
  private boolean references;

  @BeforeProperty
  void open() throws IOException {
    Accesses.observe(traces);
    for (int k = 0; k < 2; k++) {
      rigs.add(new Rig(Files.createTempDirectory("independence")));
    }
  }

  /** With an instrument that is priced by a reference, and few passes. */
  private void takeReferences() {
    Roster roster = Rig.OPERATORS.roster();
    for (String line :
        List.of(
            "instrument 12 0.001 0.01 on reference 1 " + Entry.HIGHEST,
            "key oracle FEED " + ORACLE.publicHex(),
            "parameter match-passes 2")) {
      roster = roster.with(Entry.parse(line));
    }
    String text = Rig.OPERATORS.text(Rig.OPERATORS.signed(roster, 0, 1));
    rigs.forEach(rig -> rig.engine.adopt(text).join());
  }

  @AfterProperty
  void close() {
    rigs.forEach(Rig::close);
    Accesses.observe(null);
  }

  @Property(tries = 150)
  void whatIsTouchedAndSentIsTheSame(
      @ForAll long shapeSeed, @ForAll long seed, @ForAll long otherSeed) {
    assertSame(new Random(shapeSeed), seed, otherSeed);
  }

  @Property(tries = 100)
  void alsoWithReferencePrices(@ForAll long shapeSeed, @ForAll long seed, @ForAll long otherSeed) {
    if (!references) {
      takeReferences();
      references = true;
    }
    assertSame(new Random(shapeSeed), seed, otherSeed);
  }

  private void assertSame(Random shapes, long seed, long otherSeed) {
    Shape shape = Shape.of(shapes);
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

  /** The rows rest, the last order comes, all is cleared. Answers what is public of it. */
  private List<Object> play(Rig rig, Shape shape, Random random) {
    List<Object> told = new ArrayList<>();
    List<Handle> handles = new ArrayList<>();
    long side = random.nextInt(2);
    long instrument = Rig.ENABLED.get(random.nextInt(3));
    long price = 1 + PRICE_ROOM + random.nextLong(PRICE_ROOM);
    if (references) {
      instrument = random.nextBoolean() ? BY_REFERENCE : 1;
      long now = rig.clock.millis();
      SignedPrice reference = ORACLE.sign("TEST", BY_REFERENCE, price, now, "FEED");
      told.add(rig.run(new Job.SetReference(++rig.job, reference)));
    }
    long size = 2 + random.nextLong(1L << random.nextInt(1, 61));
    for (int k = 0; k < shape.firms().size(); k++) {
      Vector row =
          k == shape.met()
              ? Rig.order(instrument, 1 - side, size, price, random.nextLong(2))
              : apart(random, price);
      handles.add(rig.put(shape.firms().get(k), row));
      told.add(summary(rig.add(handles.get(k))));
      told.add(rig.embedded().rounds());
    }
    Vector last = last(shape.ending(), random, Rig.order(instrument, side, size, price, 0));
    handles.add(rig.put("A", shape.lifetime(), last));
    told.add(summary(rig.add(handles.getLast())));
    told.add(rig.embedded().rounds());
    told.add(rig.embedded().bytesSent());
    if (shape.ending() == Ending.REPLACED) {
      Vector larger = Rig.order(instrument, side, size + 1, price, random.nextLong(2));
      handles.add(rig.instead("A", handles.getLast(), larger));
      told.add(summary(rig.replace(handles.get(handles.size() - 2), handles.getLast())));
    }
    Outcome.Swept swept = rig.sweep();
    told.add(List.of(swept.order().size(), swept.due(), summary(swept.matched())));
    told.add(rig.embedded().rounds());
    handles.forEach(handle -> told.add(rig.remove(handle)));
    return told;
  }

  /** Any order that meets no other of these: sells are above the price, buys below. */
  private static Vector apart(Random random, long price) {
    long side = random.nextInt(2);
    long distance = 1 + random.nextLong(PRICE_ROOM);
    long quantity = 1 + random.nextLong(1L << random.nextInt(1, 61));
    return Rig.order(
        Rig.ENABLED.get(random.nextInt(3)),
        side,
        quantity,
        side == 1 ? price + distance : price - distance,
        random.nextLong(quantity + 1));
  }

  private static Vector last(Ending ending, Random random, Vector fitting) {
    long size = fitting.quantity();
    return switch (ending) {
      case REFUSED -> refused(random, fitting);
      case MISSES -> missing(random, fitting);
      case REPLACED -> priced(fitting, worse(fitting));
      case FILLED_WITH_ITS_CONTRA -> sized(fitting, size, random.nextLong(size + 1));
      case FILLED_BY_A_LARGER -> sized(fitting, 1 + random.nextLong(size - 1), 1);
      case TAKES_ALL_AND_ENDS, TAKES_ALL_AND_RESTS, NOT_WHOLLY_SO_KILLED ->
          sized(fitting, size + 1 + random.nextLong(size), random.nextLong(size + 1));
    };
  }

  private static Vector sized(Vector v, long quantity, long minimum) {
    return Rig.order(v.instrument(), v.flags(), quantity, v.price(), minimum);
  }

  private static Vector priced(Vector v, long price) {
    return Rig.order(v.instrument(), v.flags(), v.quantity(), price, 0);
  }

  private static long worse(Vector v) {
    return v.flags() == 0 ? v.price() - 1 : v.price() + 1;
  }

  private static Vector refused(Random random, Vector v) {
    return switch (random.nextInt(3)) {
      case 0 -> sized(v, 0, 0);
      case 1 -> Rig.order(3, v.flags(), v.quantity(), v.price(), 0);
      default -> sized(v, v.quantity(), v.quantity() + 1);
    };
  }

  /** Misses by its price, its instrument or its minimum. */
  private static Vector missing(Random random, Vector v) {
    return switch (random.nextInt(3)) {
      case 0 -> priced(v, worse(v));
      case 1 -> Rig.order(v.instrument() == 1 ? 2 : 1, v.flags(), v.quantity(), v.price(), 0);
      default -> sized(v, v.quantity() + 5, v.quantity() + 1);
    };
  }

  /** All of an outcome but the handles. */
  private static List<Object> summary(Outcome.Matched m) {
    return List.of(
        m.valid(),
        m.done(),
        m.resting(),
        m.ended(),
        m.keptArrival(),
        m.fills().stream().map(Outcome.Fill::contraDone).toList());
  }
}
