package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import obscura.desk.launch.LaunchedParties;
import obscura.desk.launch.Project;
import obscura.dropcopy.store.DropCopyReader;
import obscura.dropcopy.store.RecordQuery;
import obscura.dropcopy.store.StoreConfig;
import obscura.dropcopy.verify.ChainVerifier;
import obscura.engine.whole.Line.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A day of business over FIX whose three parties are processes of their own, reached over TLS, in
 * the malicious mode; one of them is killed in the middle of it.
 */
class RemotePartiesTest {
  private static final int ATTEMPTS_MAX = 600;
  private static final int PAUSE_MILLIS = 100;
  private static final int HANGS_SECONDS = 4;
  private static final int VICTIM = 1;
  private static final int LOOKS_MAX = 60;
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Set<String> told = new TreeSet<>();

  /** The JDK that runs this test; nothing of the project's scripts is needed. */
  static LaunchedParties parties(Path folder) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return LaunchedParties.start(
        new Project(folder, java),
        System.getProperty("java.class.path"),
        folder,
        LaunchedParties.Security.MALICIOUS);
  }

  @Test
  void tradingGoesOnWhenAPartyIsKilledAndTheDropCopyIsComplete(
      @TempDir Path data, @TempDir Path folder) throws Exception {
    try (LaunchedParties parties = parties(folder)) {
      try (LocalVenue venue = new LocalVenue(data, parties.venueSettingsByKey());
          Line desk = venue.taker("DESK1").loggedOn();
          Line other = venue.taker("DESK2").loggedOn();
          Line winner = venue.maker("MAKER1").loggedOn();
          Line loser = venue.maker("MAKER2").loggedOn()) {
        requestIsTraded(desk, winner, loser);
        ordersAreFilledReplacedAndCancelled(desk, other);
        order(desk, "rest", "1", "5", "3000");
        desk.await("35=8", "150=0", "11=rest");
        aPartyIsKilledAmidAnOrder(parties, desk, other, winner, loser);
        fillOfTheRest(desk, other);
        note("DESK1", desk);
        note("DESK2", other);
        note("MAKER1", winner);
        note("MAKER2", loser);
      }
    }
    StoreConfig store =
        new StoreConfig("jdbc:h2:file:" + data.resolve("dropcopy").resolve("records"), "", "");
    assertThat(ChainVerifier.verify(store).firstBreak()).isEmpty();
    assertThat(copied(store)).as("reports in the drop copy").containsExactlyElementsOf(told);
    assertThat(told).hasSizeGreaterThan(12);
  }

  /** A machine that hangs for some seconds: nothing wrong, nothing lost, and business goes on. */
  @Test
  void aPartyThatHangsHoldsBusinessUpAndSpoilsNothing(@TempDir Path data, @TempDir Path folder)
      throws Exception {
    try (LaunchedParties parties = parties(folder);
        LocalVenue venue = new LocalVenue(data, parties.venueSettingsByKey());
        Line desk = venue.taker("DESK1").loggedOn();
        Line other = venue.taker("DESK2").loggedOn()) {
      order(desk, "rest", "1", "5", "3000");
      desk.await("35=8", "150=0", "11=rest");
      order(other, "before", "2", "1", "2990");
      desk.await("35=8", "150=F", "11=rest", "14=1");
      other.await("35=8", "150=F", "11=before");
      parties.freeze(2);
      try {
        order(other, "amid", "2", "1", "2990");
        order(other, "away", "2", "1", "2990");
        TimeUnit.SECONDS.sleep(HANGS_SECONDS);
        desk.everythingSoFar("while it hangs");
      } finally {
        parties.thaw(2);
      }
      int filled = 1;
      for (String id : new String[] {"amid", "away"}) {
        untilDone(other, id, desk);
        filled++;
        assertThat(desk.await("35=8", "150=F", "11=rest").get(14)).isEqualTo("" + filled);
      }
      order(other, "last", "2", "2", "3000");
      assertThat(desk.await("35=8", "150=F", "11=rest", "39=2").get(32)).isEqualTo("2");
    }
  }

  private static void requestIsTraded(Line desk, Line winner, Line loser)
      throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      String id = "r" + attempt;
      desk.say(
          "35=R|131="
              + id
              + "|146=1|55=WETH-USDC|537=1|54=1|38=2|126="
              + Line.time(240)
              + "|60=now");
      if (desk.await("131=" + id).has("35=AI", "297=10")) {
        quote(loser, "l" + attempt, "3002");
        quote(winner, "w" + attempt, "3001");
        Heard heard = desk.await("131=" + id);
        if (heard.has("35=S", "133=3001")) {
          desk.say(
              "35=D|11=accept|117="
                  + heard.get(117)
                  + "|55=WETH-USDC|54=1|60=now|38=2|40=D|44=3001|59=4");
          assertThat(desk.await("35=8", "11=accept", "150=F").get(31)).isEqualTo("3001");
          assertThat(winner.await("35=8", "150=F").get(32)).isEqualTo("2");
          loser.await("35=AJ", "694=5");
          return;
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new AssertionError("no quote in " + ATTEMPTS_MAX + " requests");
  }

  private static void quote(Line maker, String id, String price) throws IOException {
    maker.say(
        "35=S|117="
            + id
            + "|131="
            + maker.await("35=R").get(131)
            + "|537=1|55=WETH-USDC|133="
            + price
            + "|135=2|62="
            + Line.time(60)
            + "|60=now");
  }

  private static void ordersAreFilledReplacedAndCancelled(Line desk, Line other)
      throws IOException {
    order(desk, "d1", "1", "4", "3000");
    desk.await("35=8", "150=0", "11=d1");
    order(other, "s1", "2", "1", "2990");
    assertThat(desk.await("35=8", "150=F", "11=d1").get(31)).isEqualTo("2995");
    desk.say("35=G|11=d2|41=d1|55=WETH-USDC|54=1|60=now|38=3|40=2|44=2980|59=0");
    assertThat(desk.await("35=8", "150=5", "11=d2").get(151)).isEqualTo("2");
    order(other, "s2", "2", "2", "2980");
    assertThat(desk.await("35=8", "150=F", "11=d2").get(39)).isEqualTo("2");
    order(desk, "d3", "1", "1", "2900");
    desk.await("35=8", "150=0", "11=d3");
    desk.say("35=F|11=d4|41=d3|55=WETH-USDC|54=1|60=now");
    desk.await("35=8", "150=4", "41=d3");
  }

  /** Whatever was sent is answered: done later, or refused with 100; and then it is done. */
  private static void aPartyIsKilledAmidAnOrder(
      LaunchedParties parties, Line desk, Line other, Line... makers)
      throws IOException, InterruptedException {
    order(other, "amid", "2", "1", "2990");
    parties.kill(VICTIM);
    order(other, "away", "2", "1", "2990");
    parties.launch(VICTIM);
    parties.awaitReady(VICTIM);
    int filled = 0;
    for (String id : new String[] {"amid", "away"}) {
      untilDone(other, id, desk, makers[0], makers[1]);
      filled++;
      assertThat(desk.await("35=8", "150=F", "11=rest").get(14)).isEqualTo("" + filled);
    }
  }

  /**
   * Enters an order again as long as the answer is that nothing was accepted. That may take a
   * minute: after five failures the venue's circuit breaker waits for half of one.
   */
  private static void untilDone(Line other, String id, Line... idle)
      throws IOException, InterruptedException {
    String answered = id;
    for (int attempt = 1; ; attempt++) {
      Heard answer = whileOthersStay(other, idle, "35=8", "11=" + answered);
      if (!answer.has("150=8")) {
        break;
      }
      assertThat(answer.get(58)).startsWith("100 ");
      assertThat(attempt).as("attempts").isLessThan(ATTEMPTS_MAX);
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      answered = id + attempt;
      order(other, answered, "2", "1", "2990");
    }
    whileOthersStay(other, idle, "35=8", "150=F", "11=" + answered);
  }

  /** Who does not answer a heartbeat is logged out, and its orders with it. */
  private static Heard whileOthersStay(Line line, Line[] idle, String... fields)
      throws IOException {
    for (int look = 1; look <= LOOKS_MAX; look++) {
      Optional<Heard> heard = line.awaitWithin(LOOK, fields);
      if (heard.isPresent()) {
        return heard.orElseThrow();
      }
      for (Line other : idle) {
        other.everythingSoFar("still here " + look);
      }
    }
    throw new AssertionError("never heard " + List.of(fields));
  }

  private static void fillOfTheRest(Line desk, Line other) throws IOException {
    order(other, "last", "2", "3", "3000");
    Heard last = desk.await("35=8", "150=F", "11=rest", "39=2");
    assertThat(last.get(14)).isEqualTo("5");
    assertThat(last.get(32)).isEqualTo("3");
    other.await("35=8", "150=F", "11=last");
  }

  private static void order(Line line, String id, String side, String quantity, String price)
      throws IOException {
    line.say(
        "35=D|11="
            + id
            + "|55=WETH-USDC|54="
            + side
            + "|60=now|38="
            + quantity
            + "|40=2|44="
            + price
            + "|59=0");
  }

  private void note(String compId, Line line) throws IOException {
    for (Heard heard : line.everythingSoFar("end of " + compId)) {
      if (heard.has("35=8")) {
        told.add(compId + " " + heard.get(17));
      }
    }
  }

  private static Set<String> copied(StoreConfig store) {
    Set<String> copied = new TreeSet<>();
    try (DropCopyReader reader = DropCopyReader.open(store)) {
      reader.forEach(
          RecordQuery.all(),
          stored ->
              stored
                  .record()
                  .execId()
                  .ifPresent(id -> copied.add(stored.record().participant() + " " + id)));
    }
    return copied;
  }
}
