package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import obscura.engine.whole.Line.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue stops in the middle of business and goes on from the same folder. */
class RestartTest {
  @Test
  void aRestingOrderAndWhatAClientMissedSurviveARestart(@TempDir Path data) throws Exception {
    Line before;
    Line other;
    Line maker;
    try (LocalVenue venue = new LocalVenue(data)) {
      before = venue.taker("DESK1").loggedOn("8013=N");
      other = venue.taker("DESK2").loggedOn("8013=N");
      maker = venue.maker("MAKER1").loggedOn();
      before.say("35=D|11=rest|55=WETH-USDC|54=1|60=now|38=10|40=2|44=3000|59=0");
      before.await("35=8", "150=0", "11=rest");
      sell(other, "s1", "4");
      assertThat(before.await("35=8", "150=F", "11=rest").get(14)).isEqualTo("4");
      before.everythingSoFar("t1");
      before.close();

      sell(other, "s2", "1");
      ask(other, "r1");
      maker.await("35=R");
      other.await("35=AI", "131=r1", "297=10");
      other.everythingSoFar("t2");
    }
    other.close();
    maker.close();

    try (LocalVenue venue = new LocalVenue(data);
        Line desk = venue.taker("DESK1").from(before.next()).loggedOn("8013=N");
        Line asker = venue.taker("DESK2").from(other.next()).loggedOn("8013=N");
        Line quoter = venue.maker("MAKER1").from(maker.next()).loggedOn()) {
      desk.say("35=2|7=" + before.nextIn() + "|16=0");
      Heard missed = desk.await("35=8", "150=F", "11=rest", "43=Y");
      assertThat(missed.get(32)).isEqualTo("1");
      assertThat(missed.get(14)).isEqualTo("5");

      asker.say("35=a|649=r1|55=WETH-USDC|117=NONE");
      Heard ended = asker.await("35=AI", "117=NONE");
      assertThat(ended.get(297)).as("the request ended with the venue").isNotIn("0", "10");
      quotesAreAskedAndGiven(asker, quoter);

      sell(asker, "s3", "5");
      Heard last = desk.await("35=8", "150=F", "11=rest");
      assertThat(last.get(39)).isEqualTo("2");
      assertThat(last.get(14)).isEqualTo("10");
      assertThat(last.get(37)).as("still the same order").isEqualTo(missed.get(37));

      noExecIdTwice(before.everythingSoFar(), desk.everythingSoFar("t3"));
      noExecIdTwice(other.everythingSoFar(), asker.everythingSoFar("t4"));
    }
  }

  @Test
  void anOrderThatShouldEndWithItsSessionEndsWithTheVenueToo(@TempDir Path data) throws Exception {
    Line before;
    try (LocalVenue venue = new LocalVenue(data)) {
      before = venue.taker("DESK1").loggedOn();
      before.say("35=D|11=brief|55=WETH-USDC|54=1|60=now|38=10|40=2|44=3000|59=0");
      before.await("35=8", "150=0", "11=brief");
    }
    before.close();
    try (LocalVenue venue = new LocalVenue(data);
        Line desk = venue.taker("DESK1").from(before.next()).loggedOn()) {
      desk.say("35=2|7=" + before.nextIn() + "|16=0");
      desk.await("35=8", "150=4", "11=brief");
      desk.say("35=H|11=brief|55=WETH-USDC|54=1");
      assertThat(desk.await("35=8", "150=I").get(39)).isEqualTo("4");
    }
  }

  @Test
  void whoHasNothingOpenMayRestartItsNumbersAlsoAfterTheVenueRestarted(@TempDir Path data)
      throws Exception {
    Line resting;
    try (LocalVenue venue = new LocalVenue(data);
        Line idle = venue.taker("DESK2").loggedOn()) {
      resting = venue.taker("DESK1").loggedOn("8013=N");
      resting.say("35=D|11=rest|55=WETH-USDC|54=1|60=now|38=10|40=2|44=3000|59=0");
      resting.await("35=8", "150=0", "11=rest");
      idle.say("35=D|11=gone|55=WETH-USDC|54=1|60=now|38=10|40=2|44=2000|59=3");
      idle.await("35=8", "150=4", "11=gone");
      venue.takeSnapshot();
    }
    resting.close();
    try (LocalVenue venue = new LocalVenue(data);
        Line busy = venue.taker("DESK1");
        Line idle = venue.taker("DESK2").loggedOn("141=Y")) {
      idle.say("35=H|11=gone|55=WETH-USDC|54=1");
      assertThat(idle.await("35=8", "150=I").get(39)).isEqualTo("4");
      busy.say("35=A|98=0|108=30|141=Y");
      assertThat(busy.await("35=5").get(58)).isEqualTo("SEQ-RESET-REFUSED");
    }
  }

  private static void ask(Line taker, String id) throws IOException {
    taker.say(
        "35=R|131=" + id + "|146=1|55=WETH-USDC|537=1|54=1|38=2|126=" + Line.time(240) + "|60=now");
  }

  private static void quotesAreAskedAndGiven(Line taker, Line maker) throws IOException {
    ask(taker, "r2");
    maker.say(
        "35=S|117=q2|131="
            + maker.await("35=R").get(131)
            + "|537=1|55=WETH-USDC|133=3001|135=2|62="
            + Line.time(60)
            + "|60=now");
    assertThat(taker.await("35=S", "131=r2").get(133)).isEqualTo("3001");
  }

  private static void sell(Line seller, String id, String quantity) throws IOException {
    seller.say("35=D|11=" + id + "|55=WETH-USDC|54=2|60=now|38=" + quantity + "|40=2|44=3000|59=0");
    seller.await("35=8", "150=F", "11=" + id);
  }

  /** A resent report is the same message: an ExecID belongs to one number. */
  private static void noExecIdTwice(List<Heard> before, List<Heard> after) {
    Map<String, String> numbers = new HashMap<>();
    for (Heard report : Stream.concat(before.stream(), after.stream()).toList()) {
      if (report.has("35=8") && !report.has("150=I")) {
        String known = numbers.putIfAbsent(report.get(17), report.get(34));
        assertThat(known).as(report.text()).isIn(null, report.get(34));
      }
    }
    assertThat(numbers).hasSizeGreaterThan(2);
  }
}
