package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import obscura.engine.fix.session.SessionKind;
import obscura.engine.whole.Line.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Prices and sizes that nobody could mistake go through every kind of business; afterwards none of
 * them stands in any file of the venue nor in anything that it logged.
 */
class SecrecyTest {
  private static final String RFQ_SIZE = "1317624576.693";
  private static final String QUOTE = "11234567891.37";
  private static final String LOSING_QUOTE = "11987654399.83";
  private static final String WRONG_PRICE = "11345678912.59";
  private static final String BUY_LIMIT = "13987654321.09";
  private static final String SELL_LIMIT = "13876543219.87";
  private static final String NEW_LIMIT = "13765432198.73";
  private static final String REFUSED_SIZE = "1928374655.2381";
  private static final String MALFORMED_SIZE = "2918273645.567";
  private static final String HUGE_SIZE = "12345678901.234";
  private static final String HUGE_PRICE = "23456789012345.67";
  private static final String RESTING_SIZE = "3141592653.589";
  private static final String SPLIT_PART = "1618033988.749";
  private static final String SPLIT_PRICE = "11271828182.85";

  private final List<BigDecimal> secrets = new ArrayList<>();

  SecrecyTest() {
    for (String value :
        List.of(
            RFQ_SIZE,
            QUOTE,
            LOSING_QUOTE,
            WRONG_PRICE,
            BUY_LIMIT,
            SELL_LIMIT,
            NEW_LIMIT,
            REFUSED_SIZE,
            MALFORMED_SIZE,
            HUGE_SIZE,
            HUGE_PRICE,
            RESTING_SIZE,
            SPLIT_PART,
            SPLIT_PRICE)) {
      secrets.add(new BigDecimal(value));
    }
  }

  @Test
  void noPriceAndNoSizeIsInAnyFileOrLogAfterADaysBusiness(@TempDir Path data) throws Exception {
    try (CapturedLog log = new CapturedLog()) {
      Line before;
      try (LocalVenue venue = new LocalVenue(data);
          Line copies = venue.reader(SessionKind.DROP, "DROP1").loggedOn();
          Line desk = venue.taker("DESK1").loggedOn("8013=N");
          Line contra = venue.taker("DESK2").loggedOn();
          Line winner = venue.maker("MAKER1").loggedOn();
          Line loser = venue.maker("MAKER2").loggedOn();
          Line compliance = venue.reader(SessionKind.COMPL, "COMPL1").loggedOn()) {
        askedSizeIsSecret(desk, winner);
        quotedPricesAreSecret(desk, winner, loser);
        partsAreSecret(desk, winner, loser);
        darkOrders(desk, contra);
        refusals(desk);
        moreThanAnybodyOwns(desk, contra);
        copies.await("35=8", "797=Y", "150=F");
        desk.say("35=D|11=rest|55=WETH-USDC|54=1|60=now|38=" + RESTING_SIZE + "|40=2|44=0.01|59=0");
        desk.await("35=8", "150=0", "11=rest");
        venue.takeSnapshot();
        resend(desk, RFQ_SIZE);
        before = desk;
        compliance.everythingSoFar("t1");
      }
      try (LocalVenue venue = new LocalVenue(data);
          Line desk = venue.taker("DESK1").from(before.next()).loggedOn("8013=N")) {
        resend(desk, RFQ_SIZE);
        desk.say("35=F|11=end|41=rest|55=WETH-USDC|54=1|60=now");
        desk.await("35=8", "150=4", "41=rest");
      }
      for (Heard made : before.everythingSoFar()) {
        noteSecretsMadeByTheVenue(made);
      }
      PlaintextSearch search = new PlaintextSearch(secrets);
      assertThat(search.inFolder(data)).isEmpty();
      assertThat(search.inText(log.text())).isEmpty();
      assertThat(log.text()).as("something was captured").contains("Received logon");
    }
  }

  @Test
  void theSearchFindsEachFormInAFileADatabaseAndTheLog(@TempDir Path folder) throws Exception {
    PlaintextSearch search = new PlaintextSearch(secrets);
    Path planted = folder.resolve("planted");
    for (Map.Entry<String, byte[]> form : search.forms().entrySet()) {
      byte[] padded = new byte[form.getValue().length + 1000];
      System.arraycopy(form.getValue(), 0, padded, 500, form.getValue().length);
      Files.write(planted, padded);
      assertThat(search.inFolder(folder)).contains("planted: " + form.getKey());
    }
    Files.delete(planted);
    assertThat(search.inFolder(folder)).isEmpty();

    try (Connection made =
            DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("made"), "", "");
        Statement statement = made.createStatement()) {
      statement.execute("create table t (price decimal(40, 18))");
      statement.execute("insert into t values (" + HUGE_PRICE + ")");
    }
    assertThat(search.inFolder(folder)).anyMatch(found -> found.startsWith("made.mv.db SQL: "));

    try (CapturedLog log = new CapturedLog()) {
      LoggerFactory.getLogger("obscura.whole").trace("limit {}", HUGE_PRICE);
      assertThat(search.inText(log.text())).isNotEmpty();
    }
  }

  private static void askedSizeIsSecret(Line desk, Line maker) throws IOException {
    ask(desk, "r1", RFQ_SIZE);
    quote(maker, "q1", maker.await("35=R").get(131), "0.07", RFQ_SIZE);
    Heard best = desk.await("35=S", "131=r1");
    accept(desk, "a1", best.get(117), RFQ_SIZE, "0.07");
    assertThat(desk.await("35=8", "150=F", "11=a1").get(32)).isEqualTo(RFQ_SIZE);
    maker.await("35=8", "150=F");
  }

  private static void quotedPricesAreSecret(Line desk, Line winner, Line loser) throws IOException {
    loser.await("35=R");
    ask(desk, "r2", "0.037");
    quote(winner, "q2", winner.await("35=R").get(131), QUOTE, "0.037");
    quote(loser, "q3", loser.await("35=R").get(131), LOSING_QUOTE, "0.037");
    Heard best = desk.await("35=S", "131=r2");
    assertThat(best.get(133)).isEqualTo(QUOTE);
    accept(desk, "a2", best.get(117), "0.037", WRONG_PRICE);
    desk.await("35=8", "150=8", "11=a2");
    accept(desk, "a3", best.get(117), "0.037", QUOTE);
    desk.await("35=8", "150=F", "11=a3");
    loser.await("35=AJ", "694=5");
  }

  /** Two makers together; then not enough, which the taker alone is told in words. */
  private static void partsAreSecret(Line desk, Line one, Line other) throws IOException {
    desk.say(
        "35=R|131=r5|20026=Y|146=1|55=WETH-USDC|537=1|54=1|38=1618033989.749|126="
            + Line.time(120)
            + "|60=now");
    quote(one, "q5", one.await("35=R").get(131), SPLIT_PRICE, "1");
    quote(other, "q6", other.await("35=R").get(131), "11271828190.01", SPLIT_PART);
    Heard shown = desk.await("35=S", "131=r5");
    accept(desk, "a5", shown.get(117), "1618033989.749", shown.get(133));
    assertThat(desk.await("35=8", "150=F", "11=a5", "39=2").get(32)).isEqualTo(SPLIT_PART);
    desk.say(
        "35=R|131=r6|20026=Y|146=1|55=WETH-USDC|537=1|54=1|38=9999999999|126="
            + Line.time(120)
            + "|60=now");
    quote(one, "q7", one.await("35=R").get(131), SPLIT_PRICE, SPLIT_PART);
    other.say("35=AG|131=" + other.await("35=R").get(131) + "|658=9|146=1|55=WETH-USDC");
    assertThat(desk.await("35=AG", "131=r6").get(58)).contains(SPLIT_PART);
  }

  private static void darkOrders(Line desk, Line contra) throws IOException {
    order(desk, "d1", "1", "0.5", BUY_LIMIT);
    desk.await("35=8", "150=0", "11=d1");
    order(contra, "c1", "2", "0.1", SELL_LIMIT);
    desk.await("35=8", "150=F", "11=d1", "39=1");
    desk.say("35=G|11=d2|41=d1|55=WETH-USDC|54=1|60=now|38=0.6|40=2|44=" + NEW_LIMIT + "|59=0");
    desk.await("35=8", "150=5", "11=d2");
    desk.say("35=F|11=d3|41=d2|55=WETH-USDC|54=1|60=now");
    desk.await("35=8", "150=4", "41=d2");
  }

  private static void refusals(Line desk) throws IOException {
    order(desk, "x1", "1", REFUSED_SIZE, HUGE_PRICE);
    desk.await("35=8", "150=8", "11=x1");
    order(desk, "x2", "1", MALFORMED_SIZE + ".5", HUGE_PRICE);
    desk.await("35=3");
    desk.say(
        "35=D|11=x3|55=NONE-SUCH|54=1|60=now|38=" + HUGE_SIZE + "|40=2|44=" + HUGE_PRICE + "|59=0");
    desk.await("35=8", "150=8", "11=x3");
    desk.say(
        "35=D|11=x4|55=WETH-USDC|54=1|60=now|38=" + HUGE_SIZE + "|40=1|44=" + HUGE_PRICE + "|59=1");
    desk.await("35=8", "150=8", "11=x4");
  }

  private static void moreThanAnybodyOwns(Line desk, Line contra) throws IOException {
    order(desk, "h1", "1", HUGE_SIZE, HUGE_PRICE);
    desk.await("35=8", "11=h1");
    order(contra, "h2", "2", HUGE_SIZE, HUGE_PRICE);
    contra.await("35=8", "11=h2");
    desk.everythingSoFar("t2");
  }

  private static void resend(Line desk, String expected) throws IOException {
    desk.say("35=2|7=1|16=0");
    desk.await("35=8", "43=Y", "32=" + expected);
  }

  /**
   * Prices of fills, which the venue computed itself, when they are long enough to be told apart.
   */
  private void noteSecretsMadeByTheVenue(Heard heard) {
    for (int tag : new int[] {6, 31}) {
      String price = heard.get(tag);
      if (heard.has("35=8") && price.length() > 12) {
        BigDecimal value = new BigDecimal(price);
        if (!secrets.contains(value)) {
          secrets.add(value);
        }
      }
    }
  }

  private static void ask(Line desk, String id, String quantity) throws IOException {
    desk.say(
        "35=R|131="
            + id
            + "|146=1|55=WETH-USDC|537=1|54=1|38="
            + quantity
            + "|126="
            + Line.time(120)
            + "|60=now");
  }

  private static void quote(Line maker, String id, String request, String price, String quantity)
      throws IOException {
    maker.say(
        "35=S|117="
            + id
            + "|131="
            + request
            + "|537=1|55=WETH-USDC|133="
            + price
            + "|135="
            + quantity
            + "|62="
            + Line.time(60)
            + "|60=now");
    maker.await("35=AI", "117=" + id, "297=0");
  }

  private static void accept(Line desk, String id, String quote, String quantity, String price)
      throws IOException {
    desk.say(
        "35=D|11="
            + id
            + "|117="
            + quote
            + "|55=WETH-USDC|54=1|60=now|38="
            + quantity
            + "|40=D|44="
            + price
            + "|59=4");
  }

  private static void order(Line desk, String id, String side, String quantity, String price)
      throws IOException {
    desk.say(
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
}
