package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Vector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each job opens what its outcome declares and not a bit more; counted over all three parties. */
class OpeningsTest {
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

  /** Pairs of name and bits; each of the three parties counts. */
  private void assertOpened(Object... expected) {
    Map<String, Integer> bits = new HashMap<>();
    for (int k = 0; k < expected.length; k += 2) {
      bits.put((String) expected[k], 3 * (int) expected[k + 1]);
    }
    assertThat(rig.openings).isEqualTo(bits);
    rig.openings.clear();
  }

  private void sells(int count, long quantity) {
    for (int k = 0; k < count; k++) {
      rig.add("A" + k, Rig.sell(quantity, 100));
    }
    rig.openings.clear();
  }

  @Test
  void requestsAndQuotes() {
    Handle request =
        rig.ask("T", false, false, Vector.input(1, 0, 10, 0, 0, 0), "M0", "M1", "M2", "M3", "M4");
    assertOpened();
    rig.request(request);
    assertOpened("valid", 1);
    for (int k = 0; k < 5; k++) {
      rig.quote(request, rig.offer("M" + k, request, Vector.input(1, 1, 10, 50, 0, 0)));
      assertOpened("valid", 1);
    }
    Handle terms = rig.select(request).oneWay().get(0);
    assertOpened();
    rig.accept(request, rig.deal("T", terms, Rig.buy(10, 49)));
    assertOpened("valid", 1);
    rig.accept(request, rig.deal("T", terms, Rig.buy(10, 50)));
    assertOpened("valid", 1, "winner", 5);
    rig.run(new Job.CloseRequest(++rig.job, request, Rig.OPERATOR));
    assertOpened();
  }

  @Test
  void twoWaySelectionOpensWhichSidesWereQuoted() {
    Handle request = rig.ask("T", true, false, Vector.input(1, 0, 10, 0, 0, 0), "M");
    rig.request(request);
    rig.quote(request, rig.offer("M", request, Vector.input(1, 1, 10, 50, 0, 0)));
    rig.openings.clear();
    rig.select(request);
    assertOpened("sides quoted", 2);
  }

  private Handle split(boolean partial, long quantity) {
    Handle request =
        rig.askSeveral("T", partial, Vector.input(1, 0, quantity, 0, 0, 0), "M0", "M1", "M2");
    rig.request(request);
    for (int k = 0; k < 3; k++) {
      rig.quote(request, rig.offer("M" + k, request, Vector.input(1, 1, 10, 50 + k, 0, 0)));
    }
    rig.openings.clear();
    return request;
  }

  @Test
  void splitRequestsOpenWhetherThereIsEnoughAndThenWhoIsTaken() {
    Handle request = split(false, 15);
    Handle terms = rig.compose(request).terms().get(0);
    assertOpened("covered", 1);
    rig.accept(request, rig.deal("T", terms, Rig.buy(15, 50)));
    assertOpened("valid", 1);
    assertThat(rig.accept(request, rig.deal("T", terms, Rig.buy(15, 51))).winner()).hasSize(2);
    assertOpened("valid", 1, "winners", 3);
    rig.compose(split(false, 31));
    assertOpened("covered", 1);
  }

  @Test
  void splitRequestsThatTakeLessDoNotOpenWhetherThereIsEnough() {
    Handle request = split(true, 31);
    Handle terms = rig.compose(request).terms().get(0);
    assertOpened();
    rig.accept(request, rig.deal("T", terms, Rig.buy(7, 0)));
    assertOpened("valid", 1, "winners", 3);
    Handle unquoted = rig.askSeveral("T", true, Vector.input(1, 0, 5, 0, 0, 0), "M0");
    rig.request(unquoted);
    rig.openings.clear();
    rig.compose(unquoted);
    assertOpened();
  }

  @Test
  void orderIntoAnEmptyBookOrARefusedOne() {
    rig.add("B", Rig.buy(1, 1));
    assertOpened("valid", 1);
    rig.add("B", Rig.buy(0, 1));
    assertOpened("valid", 1);
  }

  @Test
  void orderThatMeetsNobody() {
    sells(3, 5);
    rig.add("B", Rig.buy(5, 99));
    assertOpened("valid", 1, "contra found", 1);
  }

  @Test
  void orderThatIsFilledByTwoOfFive() {
    sells(5, 5);
    assertThat(rig.add("B", Rig.buy(8, 100)).fills()).hasSize(2);
    assertOpened("valid", 1, "contra found", 2, "order done", 2, "contras", 2 * 3 + 1);
  }

  @Test
  void orderThatTakesAllAndRests() {
    sells(2, 5);
    assertThat(rig.add("B", Rig.buy(11, 100)).resting()).isTrue();
    assertOpened("valid", 1, "contra found", 3, "order done", 2, "contras", 2);
  }

  @Test
  void killedOrderOpensNoContra() {
    sells(2, 5);
    assertThat(rig.add("B", Lifetime.FILL_OR_KILL, Rig.buy(11, 100)).fills()).isEmpty();
    assertOpened("valid", 1, "filled wholly", 2);
  }

  /** Whether it could have met nobody, one or both: as many passes, and the same bits. */
  @Test
  void killedOrdersTellNothingOfWhatTheyCouldHaveMet() {
    sells(2, 5);
    rig.add("A2", Rig.sell(50, 200));
    rig.openings.clear();
    for (long price : new long[] {99, 100}) {
      for (long quantity : new long[] {11, 40}) {
        assertThat(rig.add("B", Lifetime.FILL_OR_KILL, Rig.buy(quantity, price)).fills()).isEmpty();
        assertOpened("valid", 1, "filled wholly", 3);
      }
    }
  }

  @Test
  void aKillOrFillThatIsFilledStopsWhenItIs() {
    sells(5, 5);
    assertThat(rig.add("B", Lifetime.FILL_OR_KILL, Rig.buy(8, 100)).fills()).hasSize(2);
    assertOpened("valid", 1, "filled wholly", 2, "contras", 2 * 3 + 1);
  }

  @Test
  void replaceAndRemove() {
    Handle order = rig.put("A", Rig.sell(5, 100));
    rig.add(order);
    rig.openings.clear();
    Handle smaller = rig.instead("A", order, Rig.sell(4, 100));
    rig.replace(order, smaller);
    assertOpened("valid", 1, "ended, arrival kept", 2, "contra found", 1);
    rig.remove(smaller);
    assertOpened();
  }

  @Test
  void revealOpensTheVectorsOnceAtTheRecipient() {
    Handle order = rig.put("A", Rig.sell(5, 100));
    rig.reveal("A", order);
    assertThat(rig.openings).isEqualTo(Map.of("reveal", 7 * 64));
    rig.openings.clear();
    rig.reveal("B", order);
    assertThat(rig.openings).isEmpty();
  }
}
