package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Refusal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Vector;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;

/** A limit counts inside the band that the roster gives its instrument, and nowhere else. */
class BandProperties {
  private static final long TOP = Entry.HIGHEST;

  /** Instruments 11 to 17: two share a band, one has a single price, two are open at one end. */
  private static final List<Entry.Instrument> BANDED =
      List.of(
          banded(11, 100, 200),
          banded(12, 150, 250),
          banded(13, 100, 200),
          banded(14, 175, 175),
          banded(15, 180, TOP),
          banded(16, 1, 170),
          banded(17, TOP - 1, TOP));

  private static Rig honest;
  private static Rig malicious;

  private static Entry.Instrument banded(long number, long lowest, long highest) {
    return new Entry.Instrument(
        number, "0.001", "0.01", true, Entry.Pricing.MIDPOINT, lowest, highest);
  }

  @BeforeContainer
  static void start() throws IOException {
    Roster roster = Rig.OPERATORS.roster();
    for (Entry.Instrument instrument : BANDED) {
      roster = roster.with(instrument);
    }
    String text = Rig.OPERATORS.text(Rig.OPERATORS.signed(roster, 1, 2));
    honest = new Rig(Files.createTempDirectory("bands"));
    honest.engine.adopt(text).join();
    malicious = Rig.malicious(Files.createTempDirectory("bands-malicious"));
    malicious.engine.adopt(text).join();
  }

  @AfterContainer
  static void stop() {
    honest.close();
    malicious.close();
  }

  private static long price(Entry.Instrument from, int distance, boolean atTop) {
    return Math.clamp((atTop ? from.highest() : from.lowest()) + distance, 1, TOP);
  }

  private static void assertJudged(Rig rig, boolean inside, Handle input, boolean valid) {
    assertThat(valid).isEqualTo(inside);
    if (!inside) {
      assertThat(rig.value("A", input).refusal()).isEqualTo(Refusal.PRICE_BAND.bit());
      assertThat(rig.reveal("B", input)).isInstanceOf(Revealed.Refused.class);
    }
  }

  private static boolean isInside(Entry.Instrument own, long price) {
    return price >= own.lowest() && price <= own.highest();
  }

  @Property(tries = 200)
  void ordersAndTheirReplacements(
      @ForAll @IntRange(max = 6) int own,
      @ForAll @IntRange(max = 6) int other,
      @ForAll @IntRange(min = -2, max = 2) int distance,
      @ForAll boolean atTop,
      @ForAll boolean mode) {
    Rig rig = mode ? malicious : honest;
    Entry.Instrument instrument = BANDED.get(own);
    long price = price(BANDED.get(other), distance, atTop);
    boolean inside = isInside(instrument, price);
    Handle order =
        rig.put(
            "A",
            Lifetime.IMMEDIATE_OR_CANCEL,
            Rig.order(instrument.number(), own & 1, 5, price, 0));
    assertJudged(rig, inside, order, rig.add(order).valid());

    Handle resting =
        rig.put("A", Rig.order(instrument.number(), own & 1, 5, instrument.lowest(), 0));
    assertThat(rig.add(resting).valid()).isTrue();
    Handle replacement =
        rig.instead("A", resting, Rig.order(instrument.number(), own & 1, 5, price, 0));
    assertJudged(rig, inside, replacement, rig.replace(resting, replacement).valid());
    assertThat(rig.remove(inside ? replacement : resting)).isTrue();
  }

  @Property(tries = 100)
  void quotes(
      @ForAll @IntRange(max = 6) int own,
      @ForAll @IntRange(max = 6) int other,
      @ForAll @IntRange(min = -2, max = 2) int distance,
      @ForAll boolean atTop) {
    Entry.Instrument instrument = BANDED.get(own);
    long price = price(BANDED.get(other), distance, atTop);
    Handle request =
        honest.ask("T", false, false, Vector.input(instrument.number(), 0, 5, 0, 0, 0), "A");
    assertThat(honest.request(request)).as("a request has no limit").isTrue();
    Handle quote = honest.offer("A", request, Vector.input(instrument.number(), 1, 5, price, 0, 0));
    assertJudged(honest, isInside(instrument, price), quote, honest.quote(request, quote));
  }
}
