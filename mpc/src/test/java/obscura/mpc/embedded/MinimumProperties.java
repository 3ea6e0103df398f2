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

/** A quantity counts from the minimum on that the roster gives its firm for its instrument. */
class MinimumProperties {
  private static final long TOP = Entry.HIGHEST;

  /** For all firms; two instruments share one, one has none, A has its own for two. */
  private static final List<Long> ALL = List.of(10L, 7L, 10L, 0L, TOP, 1L);

  private static final List<Long> OF_A = List.of(10L, 3L, 10L, 12L, TOP, 1L);

  private static Rig honest;
  private static Rig malicious;

  @BeforeContainer
  static void start() throws IOException {
    Roster roster = Rig.OPERATORS.roster();
    for (int k = 0; k < ALL.size(); k++) {
      roster = roster.with(TestOperators.instrument(number(k), true));
    }
    for (int k = 0; k < ALL.size(); k++) {
      roster = roster.with(new Entry.Minimum(Entry.Minimum.ALL, number(k), 99));
      roster = roster.with(new Entry.Minimum(Entry.Minimum.ALL, number(k), ALL.get(k)));
      if (!OF_A.get(k).equals(ALL.get(k))) {
        roster = roster.with(new Entry.Minimum("A", number(k), OF_A.get(k)));
      }
    }
    String text = Rig.OPERATORS.text(Rig.OPERATORS.signed(roster, 1, 2));
    honest = new Rig(Files.createTempDirectory("minimums"));
    honest.engine.adopt(text).join();
    malicious = Rig.malicious(Files.createTempDirectory("minimums-malicious"));
    malicious.engine.adopt(text).join();
  }

  @AfterContainer
  static void stop() {
    honest.close();
    malicious.close();
  }

  private static long number(int place) {
    return 21L + place;
  }

  private static long minimum(String firm, int place) {
    return (firm.equals("A") ? OF_A : ALL).get(place);
  }

  /** Around a minimum of the same or another instrument. */
  private static long quantity(int place, int distance) {
    return Math.clamp(OF_A.get(place) + distance, 1, TOP);
  }

  private static void assertJudged(
      Rig rig, String firm, boolean enough, Handle put, boolean valid) {
    assertThat(valid).isEqualTo(enough);
    if (!enough) {
      assertThat(rig.value(firm, put).refusal()).isEqualTo(Refusal.BELOW_MINIMUM.bit());
      assertThat(rig.reveal("C", put)).isInstanceOf(Revealed.Refused.class);
    }
  }

  @Property(tries = 200)
  void ordersAndTheirReplacements(
      @ForAll @IntRange(max = 5) int own,
      @ForAll @IntRange(max = 5) int other,
      @ForAll @IntRange(min = -2, max = 2) int distance,
      @ForAll boolean isA,
      @ForAll boolean mode) {
    Rig rig = mode ? malicious : honest;
    String firm = isA ? "A" : "B";
    long quantity = quantity(other, distance);
    boolean enough = quantity >= minimum(firm, own);
    Vector order = Rig.order(number(own), own & 1, quantity, 50, 0);
    Handle once = rig.put(firm, Lifetime.IMMEDIATE_OR_CANCEL, order);
    assertJudged(rig, firm, enough, once, rig.add(once).valid());

    Handle resting = rig.put(firm, Rig.order(number(own), own & 1, TOP, 50, 0));
    assertThat(rig.add(resting).valid()).isTrue();
    Handle replacement = rig.instead(firm, resting, order);
    assertJudged(rig, firm, enough, replacement, rig.replace(resting, replacement).valid());
    assertThat(rig.remove(enough ? replacement : resting)).isTrue();
  }

  @Property(tries = 100)
  void requestsAndNoQuotes(
      @ForAll @IntRange(max = 5) int own,
      @ForAll @IntRange(max = 5) int other,
      @ForAll @IntRange(min = -2, max = 2) int distance,
      @ForAll boolean isA) {
    String firm = isA ? "A" : "B";
    long quantity = quantity(other, distance);
    boolean enough = quantity >= minimum(firm, own);
    Handle request =
        honest.ask(firm, false, false, Vector.input(number(own), 0, quantity, 0, 0, 0), "M");
    assertJudged(honest, firm, enough, request, honest.request(request));
    if (enough) {
      Vector offer = Vector.input(number(own), 1, quantity, 50, 0, 0);
      assertThat(honest.quote(request, honest.offer("M", request, offer)))
          .as("a maker answers what was asked")
          .isTrue();
    }
  }
}
