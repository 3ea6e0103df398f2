package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import obscura.mpc.api.Settlement.CommitFill;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Note;
import obscura.mpc.share.Accesses;
import org.junit.jupiter.api.Assertions;

/**
 * Fills of any size and price, paid with notes of any amount, make every party touch the same and
 * send as much.
 */
class SettlementIndependenceTest {
  private final Traces traces = new Traces();
  private final List<SettlementRig> venues = new ArrayList<>();

  @BeforeProperty
  void open() throws IOException {
    Accesses.observe(traces);
    for (int k = 0; k < 2; k++) {
      Rig rig = new Rig(Files.createTempDirectory("independence"));
      venues.add(new SettlementRig(rig, "A", "B"));
    }
  }

  @AfterProperty
  void close() {
    venues.forEach(venue -> venue.rig.close());
    Accesses.observe(null);
  }

  @Property(tries = 30)
  void whatIsTouchedAndSentIsTheSame(@ForAll long seed, @ForAll long otherSeed) {
    List<Object> told = new ArrayList<>();
    Map<String, long[]> first = trace(venues.get(0), new Random(seed), told);
    List<Object> toldAgain = new ArrayList<>();
    Map<String, long[]> second = trace(venues.get(1), new Random(otherSeed), toldAgain);
    assertThat(told).isEqualTo(toldAgain);
    assertThat(first).hasSize(3);
    first.forEach((party, trace) -> Assertions.assertArrayEquals(trace, second.get(party)));
  }

  private Map<String, long[]> trace(SettlementRig venue, Random random, List<Object> told) {
    long lots = 1 + random.nextLong(1L << random.nextInt(1, 40));
    long ticks = 1 + random.nextLong(1L << random.nextInt(1, 40));
    Note base = venue.deposit("A", true, more(random, SettlementRig.bought(lots)));
    Note quote = venue.deposit("B", false, more(random, SettlementRig.paid(lots, ticks)));
    CommitFill task = venue.task(venue.fill(lots, ticks), List.of(base), List.of(quote));
    traces.begin();
    Made made = (Made) venue.ask(task);
    told.add(made.valid());
    told.add(venue.rig.embedded().rounds());
    told.add(venue.rig.embedded().bytesSent());
    return traces.end();
  }

  private static BigInteger more(Random random, BigInteger least) {
    return least.add(new BigInteger(random.nextInt(95), random));
  }
}
