package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import obscura.engine.adapter.admin.Caller;
import obscura.mpc.api.SignedPrice;
import obscura.mpc.oracle.OracleKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an oracle's signed line to the fill that tells nobody's limit. */
class ReferencePriceTest {
  private static final OracleKey ORACLE = new OracleKey(new byte[OracleKey.SEED_BYTES]);
  private static final String LISTING =
      "{\"symbol\":\"LINK-USDC\",\"chain\":\"eip155:1\",\"assetId\":\"eip155:1/slip44:60\","
          + "\"tick\":\"0.01\",\"lot\":\"0.1\",\"pricing\":\"REFERENCE\"}";

  private static String posted(Caller operator, SignedPrice price) throws Exception {
    return operator.call("oracle-post", "{\"price\":\"" + price.line() + "\"}").text();
  }

  @Test
  void ordersRestUntilAnOracleSpeaksAndThenTradeAtItsPrice(@TempDir Path data) throws Exception {
    Files.createDirectories(data.resolve("keys"));
    Files.writeString(data.resolve("keys/oracle.pub"), ORACLE.publicHex() + "\n");
    try (LocalVenue venue = new LocalVenue(data);
        Line seller = venue.taker("DESK1").loggedOn();
        Line buyer = venue.taker("DESK2").loggedOn();
        Caller operator =
            Caller.operator(URI.create("https://127.0.0.1:" + venue.adminPort()), data)) {
      String listed = operator.call("instrument-add", LISTING).text();
      long number = Long.parseLong(listed.substring(listed.lastIndexOf(' ') + 1));
      seller.say("35=D|11=s1|55=LINK-USDC|54=2|60=now|38=5|40=2|44=10.00|59=0");
      assertThat(seller.await("35=8", "11=s1").has("150=0")).isTrue();
      buyer.say("35=D|11=b1|55=LINK-USDC|54=1|60=now|38=5|40=2|44=12.00|59=0");
      assertThat(buyer.await("35=8", "11=b1").has("150=0")).isTrue();

      long now = Clock.systemUTC().millis();
      assertThat(posted(operator, ORACLE.sign("ELSEWHERE", number, 1_151, now, "ORACLE")))
          .isEqualTo("the parties refuse the price; their logs say why");
      assertThat(posted(operator, ORACLE.sign("OBSCURA-DEMO", number, 1_151, now, "ORACLE")))
          .isEqualTo("the reference price of instrument " + number + " is taken");
      assertThat(seller.await("35=8", "11=s1", "150=F").get(31)).isEqualTo("11.51");
      assertThat(buyer.await("35=8", "11=b1", "150=F").get(31)).isEqualTo("11.51");

      seller.say("35=D|11=s2|55=LINK-USDC|54=2|60=now|38=5|40=2|44=11.60|59=0");
      assertThat(seller.await("35=8", "11=s2").has("150=0")).isTrue();
      buyer.say("35=D|11=b2|55=LINK-USDC|54=1|60=now|38=5|40=2|44=12.00|59=3");
      assertThat(buyer.await("35=8", "11=b2", "150=4").text())
          .as("the limits cross each other, but not the price")
          .contains("408");
    }
  }
}
