package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import obscura.engine.adapter.admin.Caller;
import obscura.engine.whole.Line.Heard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the venue says, an engine with the stock dictionary and all validation accepts it. */
class StockDictionaryTest {
  @Test
  void nothingThatTheVenueSendsIsRejected(@TempDir Path data) throws Exception {
    try (LocalVenue venue = new LocalVenue(data);
        Line contra = venue.taker("DESK2").loggedOn();
        StrictSession taker = new StrictSession(venue.tradePort(), "DESK1");
        StrictSession maker = new StrictSession(venue.makerPort(), "MAKER1");
        Caller operator =
            Caller.operator(URI.create("https://127.0.0.1:" + venue.adminPort()), data)) {
      request(taker, maker);
      splitRequests(taker, maker);
      darkOrders(taker, contra);
      massOperations(taker);
      refusals(taker, maker);
      halts(taker, operator);
      taker.say("35=1|112=end");
      taker.await("35=0", "112=end");
      maker.say("35=1|112=end");
      maker.await("35=0", "112=end");
      assertThat(taker.rejected()).isEmpty();
      assertThat(maker.rejected()).isEmpty();
      assertThat(taker.types())
          .contains("A", "h", "AI", "S", "8", "AE", "9", "r", "AG", "y", "f", "3", "j");
      assertThat(maker.types()).contains("A", "h", "R", "AI", "8", "AE");
    }
  }

  private static void request(StrictSession taker, StrictSession maker) throws Exception {
    ask(taker, "r1", "WETH-USDC");
    taker.await("35=AI", "131=r1", "297=10");
    maker.say(
        "35=S|117=q1|131="
            + maker.await("35=R").get(131)
            + "|537=1|55=WETH-USDC|133=3001.05|135=2|62="
            + Line.time(60)
            + "|60=now");
    maker.await("35=AI", "117=q1", "297=0");
    Heard best = taker.await("35=S", "131=r1");
    taker.say(
        "35=D|11=a1|117=" + best.get(117) + "|55=WETH-USDC|54=1|60=now|38=2|40=D|44=3001.05|59=4");
    taker.await("35=8", "150=F", "11=a1");
    maker.await("35=8", "150=F", "11=q1");
    taker.await("35=AE");
    maker.await("35=AE");
    ask(taker, "r2", "WETH-USDC");
    taker.await("35=AI", "131=r2", "297=10");
    taker.say("35=Z|131=r2|117=*|298=4");
    taker.await("35=AI", "131=r2", "297=4");
    maker.await("35=R");
    maker.await("35=AI", "297=6");
  }

  private static void splitRequests(StrictSession taker, StrictSession maker) throws Exception {
    for (String[] quoted : new String[][] {{"s1", "2"}, {"s2", "1"}}) {
      ask(taker, quoted[0], "WETH-USDC", "20026=Y|");
      maker.say(
          "35=S|117=q"
              + quoted[0]
              + "|131="
              + maker.await("35=R").get(131)
              + "|537=1|55=WETH-USDC|133=3001.05|135="
              + quoted[1]
              + "|12=0.5|13=2|62="
              + Line.time(60)
              + "|60=now");
    }
    assertThat(taker.await("35=S", "131=s1").get(58)).isEqualTo("from 1 maker");
    assertThat(taker.await("35=AG", "131=s2").get(58)).startsWith("314 ");
    maker.await("35=AJ", "694=3");
    taker.say("35=Z|131=s1|117=*|298=4");
    taker.await("35=AI", "131=s1", "297=4");
    maker.await("35=AI", "297=6");
  }

  private static void darkOrders(StrictSession taker, Line contra) throws Exception {
    order(taker, "d1", "2", "3000");
    taker.await("35=8", "150=0", "11=d1");
    contra.say("35=D|11=c1|55=WETH-USDC|54=2|60=now|38=1|40=2|44=3000|59=0");
    taker.await("35=8", "150=F", "11=d1", "39=1");
    taker.say("35=G|11=d2|41=d1|55=WETH-USDC|54=1|60=now|38=3|40=2|44=2999|59=0");
    taker.await("35=8", "150=5", "11=d2");
    taker.say("35=H|11=d2|55=WETH-USDC|54=1|790=s1");
    taker.await("35=8", "150=I", "790=s1");
    taker.say("35=F|11=d3|41=d2|55=WETH-USDC|54=1|60=now");
    taker.await("35=8", "150=4");
    taker.say("35=F|11=d4|41=d2|55=WETH-USDC|54=1|60=now");
    taker.await("35=9", "41=d2");
  }

  private static void massOperations(StrictSession taker) throws Exception {
    taker.say("35=AF|584=m0|585=7");
    taker.await("35=8", "150=I", "584=m0");
    order(taker, "e1", "1", "2000");
    order(taker, "e2", "1", "2001");
    taker.await("35=8", "150=0", "11=e2");
    taker.say("35=AF|584=m1|585=7");
    taker.await("35=8", "150=I", "584=m1", "912=Y");
    taker.say("35=q|11=m2|530=7|60=now");
    taker.await("35=r", "11=m2");
    taker.await("35=8", "150=4");
    taker.await("35=8", "150=4");
    taker.say("35=x|320=l1|559=4");
    taker.await("35=y", "320=l1");
  }

  private static void refusals(StrictSession taker, StrictSession maker) throws Exception {
    order(taker, "e1", "1", "2000");
    taker.await("35=8", "150=8", "11=e1");
    taker.say("35=D|11=f1|55=NONE-SUCH|54=1|60=now|38=1|40=2|44=1|59=0");
    taker.await("35=8", "150=8", "11=f1");
    ask(taker, "r3", "NONE-SUCH");
    taker.await("35=AG", "131=r3");
    taker.say("35=V|262=v1|263=0|264=1|267=1|269=0|146=1|55=WETH-USDC");
    taker.await("35=j", "372=V");
    taker.say("35=D|11=f2|55=WETH-USDC|54=1|60=now|38=1|40=2|44=1|59=0|9999=x");
    taker.await("35=3");
    maker.say("35=Z|117=none|298=1|295=1|55=WETH-USDC");
    maker.await("35=AI", "117=none");
  }

  private static void halts(StrictSession taker, Caller operator) throws Exception {
    assertThat(operator.call("instrument-halt", "{\"symbol\":\"WETH-USDC\"}").done()).isTrue();
    taker.await("35=f", "326=2");
    order(taker, "g1", "1", "2000");
    taker.await("35=8", "150=8", "11=g1");
    assertThat(operator.call("instrument-resume", "{\"symbol\":\"WETH-USDC\"}").done()).isTrue();
    taker.await("35=f", "326=3");
    operator.call("kill-switch", "{\"halted\":true,\"cancelOrders\":true}");
    taker.await("35=h", "340=1");
    operator.call("kill-switch", "{\"halted\":false,\"cancelOrders\":false}");
    taker.await("35=h", "340=2");
  }

  private static void ask(StrictSession taker, String id, String symbol) throws Exception {
    ask(taker, id, symbol, "");
  }

  private static void ask(StrictSession taker, String id, String symbol, String more)
      throws Exception {
    taker.say(
        "35=R|131="
            + id
            + "|"
            + more
            + "146=1|55="
            + symbol
            + "|537=1|54=1|38=2|126="
            + Line.time(120)
            + "|60=now");
  }

  private static void order(StrictSession taker, String id, String quantity, String price)
      throws Exception {
    taker.say(
        "35=D|11="
            + id
            + "|55=WETH-USDC|54=1|60=now|38="
            + quantity
            + "|40=2|44="
            + price
            + "|59=0");
  }
}
