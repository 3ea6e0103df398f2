package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole venue of profile embedded whose trades settle on a chain in its own process. */
class DevelopmentRailTest {
  private static final int AE_MAX = 8;

  @TempDir Path data;

  @Test
  void aTradeGoesThroughItsStatesAndBothSidesHearOfThem() throws Exception {
    try (LocalVenue venue = new LocalVenue(data, Map.of("settlement.rail", "development"));
        Line buyer = venue.taker("DESK1").loggedOn();
        Line seller = venue.taker("DESK2").loggedOn()) {
      buyer.say("35=D|11=b|55=WETH-USDC|54=1|60=now|38=5|40=2|44=2517.37|59=0");
      buyer.await("35=8", "150=0", "11=b");
      seller.say("35=D|11=s|55=WETH-USDC|54=2|60=now|38=5|40=2|44=2491.83|59=0");
      seller.await("35=8", "150=F", "11=s", "39=2");
      assertThat(text(buyer, "matched")).isEqualTo("matched");
      for (Line side : new Line[] {buyer, seller}) {
        assertThat(text(side, ": sent")).startsWith("evm:31337: sent, tx 0x");
        assertThat(text(side, ": included")).contains("1 of 2 confirmations, tx 0x");
        assertThat(text(side, ": final")).contains("of 2 confirmations, tx 0x");
      }
    }
    assertThat(Files.readString(data.resolve("wallets").resolve("vault.properties")))
        .contains("vault = 0x");
  }

  /** The next AE whose text says so. */
  private static String text(Line line, String says) throws Exception {
    for (int i = 0; i < AE_MAX; i++) {
      String text = line.await("35=AE").get(58);
      if (text.contains(says)) {
        return text;
      }
    }
    throw new AssertionError("no AE says " + says);
  }
}
