package obscura.desk.settle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import obscura.desk.launch.LaunchedAnvil;
import obscura.desk.settle.SettledTrades.Load;
import obscura.desk.settle.SettledTrades.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small version of {@code scripts/bench settlement}. */
final class SettledTradesTest {
  private static final int TRADES = 40;
  private static final int BATCH = 10;

  @Test
  void theChainShowsNoAmountSumsAreEqualAndTheVaultHoldsWhatItOwes(@TempDir Path folder) {
    assumeTrue(
        LaunchedAnvil.canBeInstalled(),
        "npm is absent, so there is no anvil; scripts/test installs it");
    Outcome outcome = SettledTrades.run(Path.of(".."), folder, new Load(TRADES, BATCH, 7));
    assertThat(outcome.faults()).isEmpty();
    assertThat(outcome.batches()).isEqualTo(TRADES / BATCH);
    assertThat(outcome.gas() / TRADES)
        .as("gas a trade, beside two ERC-20 transfers")
        .isBetween(outcome.transfersGas() / 2, 2 * outcome.transfersGas());
  }
}
