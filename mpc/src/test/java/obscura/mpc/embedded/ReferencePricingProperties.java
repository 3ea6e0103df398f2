package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.api.SignedPrice;
import obscura.mpc.api.Vector;
import obscura.mpc.oracle.OracleKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;

/**
 * The book with reference prices, bands, few passes and sweeps does on shares, fill by fill, what
 * the book in the clear does.
 */
class ReferencePricingProperties {
  private static final int STEPS = 40;
  private static final int PASSES = 2;
  private static final long MAX_AGE_SECONDS = 1;
  private static final List<Long> INSTRUMENTS = List.of(1L, 12L, 13L);
  private static final List<Lifetime> LIFETIMES = List.of(Lifetime.values());
  private static final OracleKey ORACLE = new OracleKey(Rig.key(5));

  private static final Map<Long, BookReference.Rule> RULES =
      Map.of(
          1L, BookReference.Rule.OPEN,
          12L, new BookReference.Rule(true, 98, 110),
          13L, new BookReference.Rule(true, 1, 105));

  /** A rig, its twin in the clear, and what the twin must know of time. */
  private static final class Both {
    final Rig rig;
    BookReference clear = new BookReference(RULES, PASSES);
    final Map<Long, Long> priced = new HashMap<>();
    boolean due;
    int fills;
    int sweeps;

    Both(Rig rig) {
      this.rig = rig;
      rig.engine.adopt(roster()).join();
    }
  }

  private static Both honest;
  private static Both malicious;

  private static String roster() {
    Roster roster = Rig.OPERATORS.roster();
    for (String line :
        List.of(
            "instrument 12 0.001 0.01 on reference 98 110",
            "instrument 13 0.001 0.01 on reference 1 105",
            "key oracle FEED " + ORACLE.publicHex(),
            "parameter match-passes " + PASSES,
            "parameter reference-max-age " + MAX_AGE_SECONDS)) {
      roster = roster.with(Entry.parse(line));
    }
    return Rig.OPERATORS.text(Rig.OPERATORS.signed(roster, 0, 2));
  }

  @BeforeContainer
  static void start() throws IOException {
    honest = new Both(new Rig(Files.createTempDirectory("references")));
    malicious = new Both(Rig.malicious(Files.createTempDirectory("references-malicious")));
  }

  @AfterContainer
  static void stop() {
    honest.rig.close();
    malicious.rig.close();
    assertThat(honest.fills).isGreaterThan(100);
    assertThat(honest.sweeps).as("sweeps that filled something").isGreaterThan(20);
  }

  @Property(tries = 100)
  void semiHonest(@ForAll long seed) {
    play(honest, new Random(seed), STEPS);
  }

  @Property(tries = 100)
  void malicious(@ForAll long seed) {
    play(malicious, new Random(seed), STEPS / 4);
  }

  private static void play(Both both, Random random, int steps) {
    // What was the price is too old now, so all of these rest.
    both.rig.pass(2_500);
    for (int k = 0; k < 6; k++) {
      long limit = 99L + random.nextInt(11);
      add(both, "FIRM" + k % 3, Lifetime.RESTS, Rig.order(12, random.nextInt(2), 3, limit, 0));
    }
    for (int k = 0; k < steps; k++) {
      both.rig.pass(random.nextInt(120));
      switch (random.nextInt(10)) {
        case 0 -> replace(both, random);
        case 1, 2 -> price(both, random);
        case 3, 4 -> sweep(both);
        default -> add(both, random);
      }
    }
    while (both.due) {
      sweep(both);
    }
    for (BookReference.Row row : List.copyOf(both.clear.rows())) {
      assertThat(both.rig.remove(row.handle)).isTrue();
      assertThat(both.clear.remove(row.handle)).isTrue();
    }
  }

  private static void price(Both both, Random random) {
    long instrument = INSTRUMENTS.get(1 + random.nextInt(2));
    long ticks = 95L + random.nextInt(18);
    long time = both.rig.clock.millis() - random.nextInt(random.nextInt(4) == 0 ? 6_000 : 100);
    SignedPrice price = ORACLE.sign("TEST", instrument, ticks, time, "FEED");
    Outcome outcome = both.rig.run(new Job.SetReference(++both.rig.job, price));
    BookReference.Rule rule = RULES.get(instrument);
    boolean taken =
        ticks >= rule.lowest()
            && ticks <= rule.highest()
            && time > both.priced.getOrDefault(instrument, 0L)
            && isFresh(both, time);
    assertThat(outcome).isEqualTo(taken ? new Outcome.Done() : new Outcome.Refused(Rule.REFERENCE));
    if (taken) {
      advance(both);
      both.clear.setReference(instrument, ticks, both.rig.job);
      both.priced.put(instrument, time);
      both.due = true;
    }
  }

  private static boolean isFresh(Both both, long timeMillis) {
    return both.rig.clock.millis() - timeMillis <= 1_000 * MAX_AGE_SECONDS;
  }

  /** Time makes references old. */
  private static void advance(Both both) {
    both.priced.forEach((instrument, time) -> {
      if (!isFresh(both, time)) {
        both.clear.loseReference(instrument);
      }
    });
  }

  private static Vector order(Random random) {
    long quantity = 1L + random.nextInt(12);
    return Rig.order(
        INSTRUMENTS.get(random.nextInt(3)),
        random.nextInt(2),
        quantity,
        96L + random.nextInt(16),
        random.nextInt(4) == 0 ? 1L + random.nextInt((int) quantity) : 0);
  }

  private static void add(Both both, Random random) {
    String firm = "FIRM" + random.nextInt(3);
    Vector vector = order(random);
    Lifetime lifetime = random.nextBoolean() ? Lifetime.RESTS : LIFETIMES.get(random.nextInt(3));
    add(both, firm, lifetime, vector);
  }

  private static void add(Both both, String firm, Lifetime lifetime, Vector vector) {
    Handle handle = both.rig.put(firm, lifetime, vector);
    Outcome.Matched got = both.rig.add(handle);
    advance(both);
    BookReference.Result expected =
        both.clear.add(handle, vector, firm, both.rig.job, lifetime, INSTRUMENTS);
    compare(both, firm, expected, got);
  }

  private static void replace(Both both, Random random) {
    if (both.clear.rows().isEmpty()) {
      return;
    }
    BookReference.Row row = both.clear.rows().get(random.nextInt(both.clear.rows().size()));
    Vector old = row.vector;
    Vector vector =
        Rig.order(
            old.instrument(),
            old.flags(),
            1L + random.nextInt(12),
            random.nextBoolean() ? old.price() : 96L + random.nextInt(16),
            0);
    Handle handle = both.rig.instead(row.firm, row.handle, vector);
    Outcome.Matched got = both.rig.replace(row.handle, handle);
    advance(both);
    compare(
        both,
        row.firm,
        both.clear.replace(row.handle, handle, vector, both.rig.job, INSTRUMENTS),
        got);
  }

  private static void sweep(Both both) {
    Outcome.Swept got = both.rig.sweep();
    advance(both);
    Optional<String> firm =
        got.order().stream().findFirst().flatMap(both.clear::find).map(row -> row.firm);
    BookReference.Swept expected = both.clear.sweep(both.rig.job);
    assertThat(got.order().stream().findFirst()).isEqualTo(expected.order());
    assertThat(got.due()).isEqualTo(expected.due());
    both.due = got.due();
    both.sweeps += got.matched().fills().isEmpty() ? 0 : 1;
    if (firm.isPresent()) {
      compare(both, firm.get(), expected.matched(), got.matched());
    }
  }

  private static void compare(
      Both both, String firm, BookReference.Result expected, Outcome.Matched got) {
    List<BookReference.Fill> opened = new ArrayList<>();
    for (Outcome.Fill fill : got.fills()) {
      Vector value = both.rig.value(firm, fill.fill());
      opened.add(
          new BookReference.Fill(
              fill.contra(), value.quantity(), value.price(), fill.contraDone()));
    }
    both.fills += opened.size();
    both.due |= got.unfinished();
    assertThat(
            new BookReference.Result(
                got.valid(),
                got.ended(),
                got.keptArrival(),
                opened,
                got.done(),
                got.resting(),
                got.unfinished()))
        .isEqualTo(expected);
  }
}
