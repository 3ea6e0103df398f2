package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import obscura.engine.adapter.settlement.VaultOnChain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole venue whose rail is a vault on an EVM chain. */
class EvmVenueTest {
  private static final int AE_MAX = 8;

  @TempDir Path data;

  @Test
  void aTradeOfOwnersWhoPermittedNothingFailsAndBothSidesHearWhy() throws Exception {
    try (VaultOnChain chain = new VaultOnChain(1)) {
      Map<String, String> settings = new HashMap<>(chain.settings());
      settings.put("settlement.evm.poll", "100ms");
      settings.put("settlement.evm.payer-key-file", VaultOnChain.payerKey(data).toString());
      try (LocalVenue venue = new LocalVenue(data, settings);
          Line buyer = venue.taker("DESK1").loggedOn();
          Line seller = venue.taker("DESK2").loggedOn()) {
        buyer.say("35=D|11=b|55=WETH-USDC|54=1|60=now|38=5|40=2|44=2517.37|59=0");
        buyer.await("35=8", "150=0", "11=b");
        seller.say("35=D|11=s|55=WETH-USDC|54=2|60=now|38=5|40=2|44=2491.83|59=0");
        seller.await("35=8", "150=F", "11=s", "39=2");
        for (Line side : new Line[] {buyer, seller}) {
          assertThat(failed(side)).startsWith("eip155:1: failed");
          side.await("35=8", "150=H");
        }
      }
    }
  }

  private static String failed(Line line) throws Exception {
    for (int i = 0; i < AE_MAX; i++) {
      String text = line.await("35=AE").get(58);
      if (text.contains("failed")) {
        return text;
      }
    }
    throw new AssertionError("no AE says failed");
  }
}
