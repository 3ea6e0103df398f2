package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import obscura.engine.fix.session.SessionKind;
import obscura.engine.whole.Line.Heard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DESK1 asks three makers over FIX, and lets them fill its request together. */
class SplitRequestTest {
  private static final Pattern VENUE_TAG = Pattern.compile("\\|20\\d{3}=");

  @TempDir Path data;
  private LocalVenue venue;
  private Line desk;
  private Line copies;
  private List<Line> makers;

  @BeforeEach
  void open() throws Exception {
    venue = new LocalVenue(data);
    copies = venue.reader(SessionKind.DROP, "DROP1").loggedOn();
    desk = venue.taker("DESK1").loggedOn();
    makers =
        List.of(
            venue.maker("MAKER1").loggedOn(),
            venue.maker("MAKER2").loggedOn(),
            venue.maker("MAKER3").loggedOn());
  }

  @AfterEach
  void close() throws Exception {
    desk.close();
    copies.close();
    for (Line maker : makers) {
      maker.close();
    }
    venue.close();
  }

  private void ask(String id, String quantity, String more) throws IOException {
    desk.say(
        "35=R|131=%s|%s|146=1|55=WETH-USDC|537=1|54=1|38=%s|126=%s|60=now"
            .formatted(id, more, quantity, Line.time(120)));
  }

  /** M1 is cheapest with its fee, then M2; M3 is dear. */
  private void everybodyQuotes(String id) throws IOException {
    quote(0, id + "-1", "2", "2000.05", "|12=0.01|13=2");
    quote(1, id + "-2", "2", "2000.36", "");
    quote(2, id + "-3", "3", "2100", "");
  }

  private void quote(int maker, String id, String size, String price, String fee)
      throws IOException {
    Heard asked = makers.get(maker).await("35=R");
    assertThat(asked.get(58)).startsWith("may be split");
    makers
        .get(maker)
        .say(
            "35=S|117=%s|131=%s|537=1|55=WETH-USDC|133=%s|135=%s%s|62=%s|60=now"
                .formatted(id, asked.get(131), price, size, fee, Line.time(60)));
    makers.get(maker).await("35=AI", "117=" + id, "297=0");
  }

  private void accept(String id, Heard shown, String quantity, String price) throws IOException {
    desk.say(
        "35=D|11=%s|117=%s|55=WETH-USDC|54=1|60=now|38=%s|40=D|44=%s|59=4"
            .formatted(id, shown.get(117), quantity, price));
  }

  @Test
  void twoMakersFillTheRequestTogetherAndTheThirdIsDoneAway() throws Exception {
    ask("r1", "3", "20026=Y");
    everybodyQuotes("r1");
    Heard shown = desk.await("35=S", "131=r1");
    assertThat(shown.get(133)).as("2000.1533, up for a buyer").isEqualTo("2000.16");
    assertThat(shown.get(135)).isEqualTo("3");
    assertThat(shown.get(58)).isEqualTo("from 2 makers");
    assertThat(shown).matches(s -> s.has("12=0.01", "13=2"));

    accept("a1", shown, "3", "2000.15");
    assertThat(desk.await("35=8", "150=8", "11=a1").get(58)).startsWith("303 ");
    accept("a2", shown, "3", "2000.16");
    Heard first = desk.await("35=8", "150=F", "11=a2", "39=1");
    assertThat(first).matches(f -> f.has("32=2", "31=2000.05", "14=2", "151=1", "6=2000.05"));
    Heard second = desk.await("35=8", "150=F", "11=a2", "39=2");
    assertThat(second).matches(f -> f.has("32=1", "31=2000.36", "14=3", "151=0"));
    assertThat(second.get(6)).startsWith("2000.15333");
    assertThat(List.of(first.get(527), second.get(527))).doesNotHaveDuplicates();

    assertThat(makers.get(0).await("35=8", "150=F", "11=r1-1"))
        .matches(f -> f.has("32=2", "31=2000.05", "39=2", "38=2"));
    assertThat(makers.get(1).await("35=8", "150=F", "11=r1-2"))
        .matches(f -> f.has("32=1", "31=2000.36", "39=2", "151=0"));
    makers.get(2).await("35=AJ", "694=5", "117=r1-3");

    for (Heard fill : List.of(first, second)) {
      String trade = "880=" + fill.get(527);
      desk.await("35=AE", trade, "487=0");
      assertThat(desk.await("35=AE", trade, "487=2").text()).contains("final");
    }
    assertThat(copies.await("35=8", "797=Y", "150=F", "39=1").get(32)).isEqualTo("2");
    assertThat(copies.await("35=8", "797=Y", "150=F", "39=2").get(32)).isEqualTo("1");
    nobodyHeardTooMuch();
  }

  /** Each maker its own part; the loser no price but its own; nobody a venue field. */
  private void nobodyHeardTooMuch() throws IOException {
    assertThat(heard(makers.get(0))).noneMatch(h -> h.text().contains("=2000.36"));
    assertThat(heard(makers.get(1))).noneMatch(h -> h.text().contains("=2000.05"));
    assertThat(heard(makers.get(2)))
        .noneMatch(h -> h.text().contains("=2000."))
        .noneMatch(h -> h.has("35=8") || h.has("35=AE"));
    assertThat(heard(desk)).noneMatch(h -> h.text().contains("=2100"));
    for (Line line : List.of(desk, copies, makers.get(0), makers.get(1), makers.get(2))) {
      assertThat(line.everythingSoFar()).noneMatch(h -> VENUE_TAG.matcher(h.text()).find());
    }
  }

  private static List<Heard> heard(Line line) throws IOException {
    return line.everythingSoFar("all");
  }

  @Test
  void whatDoesNotCoverTheRequestIsToldAndOnlyWhoTakesLessIsShownIt() throws Exception {
    ask("r2", "10", "20026=Y|20027=N");
    everybodyQuotes("r2");
    Heard refused = desk.await("35=AG", "131=r2");
    assertThat(refused.get(658)).isEqualTo("99");
    assertThat(refused.get(58)).isEqualTo("314 not enough offered; 7 of 10 offered");
    for (Line maker : makers) {
      maker.await("35=AJ", "694=3");
    }

    ask("r3", "10", "20026=Y|20027=Y");
    everybodyQuotes("r3");
    Heard shown = desk.await("35=S", "131=r3");
    assertThat(shown.get(135)).isEqualTo("7");
    assertThat(shown.get(58)).isEqualTo("from 3 makers");
    accept("a3", shown, "1.5", shown.get(133));
    assertThat(desk.await("35=8", "150=F", "11=a3", "39=2"))
        .as("the cheapest alone")
        .matches(f -> f.has("32=1.5", "31=2000.05"));
    makers.get(1).await("35=AJ", "694=5", "117=r3-2");
  }

  @Test
  void aTwoWayRequestIsNotSplit() throws Exception {
    desk.say(
        "35=R|131=r4|20026=Y|146=1|55=WETH-USDC|537=1|38=3|126=%s|60=now"
            .formatted(Line.time(120)));
    Heard refused = desk.await("35=AG", "131=r4");
    assertThat(refused.get(658)).isEqualTo("99");
    assertThat(refused.get(58)).startsWith("405 ").endsWith("two-way requests are not split");
  }
}
