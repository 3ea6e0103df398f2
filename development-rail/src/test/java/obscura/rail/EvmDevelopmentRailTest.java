package obscura.rail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import obscura.domain.FirmId;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.ledger.LedgerConfig;
import obscura.settlement.ledger.LedgerKey;
import obscura.settlement.mirror.AdjustLimits;
import obscura.settlement.mirror.MirrorCheck;
import obscura.settlement.mirror.MirrorReport;
import obscura.settlement.mirror.MovementQueue;
import obscura.settlement.mirror.VaultMirror;
import obscura.settlement.service.SettlementService;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.development.DevelopmentRail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rail of profile embedded settles trades of two demo firms on its own chain. */
class EvmDevelopmentRailTest {
  private static final FirmId ALPHA = new FirmId("ALPHA");
  private static final FirmId GAMMA = new FirmId("GAMMA");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path wallets;

  private final List<Notice> notices = new CopyOnWriteArrayList<>();

  private static ChainInstruction trade(long id, String price) {
    return new ChainInstruction(
        new TradeInstruction(
            new TradeId(id),
            ALPHA,
            GAMMA,
            "WETH",
            "USDC",
            new BigDecimal("40"),
            new BigDecimal(price)),
        "eip155:1",
        Optional.empty());
  }

  private List<SettlementState> states(long id) {
    return notices.stream()
        .filter(n -> n.trade().equals(new TradeId(id)))
        .map(Notice::state)
        .distinct()
        .toList();
  }

  /** The second trade is paid with the change of the first, which the wallets found themselves. */
  @Test
  void tradesSettleOneAfterTheOther() throws Exception {
    try (DevelopmentRail rail =
        new EvmDevelopmentRail(
            new DevelopmentRail.Surroundings(
                wallets,
                "eip155:1",
                Optional.empty(),
                instruction -> true,
                notices::add,
                alert -> {}))) {
      rail.welcome(ALPHA);
      rail.welcome(GAMMA);
      SettlementService service = rail.service();
      for (long id = 1; id <= 3; id++) {
        long now = id;
        service.submit(trade(id, "100694.8"));
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(100))
            .until(() -> {
              service.tick();
              return states(now).stream().anyMatch(SettlementState::isFinal);
            });
        assertThat(states(id))
            .containsSubsequence(
                SettlementState.SENT, SettlementState.INCLUDED, SettlementState.FINAL);
        // The wallets look at final blocks, and permit what came.
        Thread.sleep(1500);
      }
      assertThat(service.proof(new TradeId(1))).isPresent();
      assertThatTheLedgerFollows(rail);
    }
    assertThat(Files.readString(wallets.resolve("vault.properties")))
        .contains("chain-id = 31337", "token.WETH = 0x");
    assertThat(wallets.resolve("ALPHA.seed")).isNotEmptyFile();
  }

  /** Four notes of a billion of each token and firm, and three trades of 40 WETH. */
  private static void assertThatTheLedgerFollows(DevelopmentRail rail) {
    try (Ledger ledger =
        Ledger.open(
            new LedgerConfig("jdbc:h2:mem:" + UUID.randomUUID(), "", ""),
            LedgerKey.of(new byte[32]))) {
      VaultMirror mirror = new VaultMirror(ledger, rail.witness());
      for (long id = 1; id <= 3; id++) {
        mirror.settled(new TradeId(id), rail.service().transfers(new TradeId(id)));
      }
      MirrorReport report =
          new MirrorCheck(mirror, AdjustLimits.NONE, InstantSource.system()).run("a test");
      assertThat(report.breaks()).isEmpty();
      assertThat(report.unattributed()).isEmpty();
      assertThat(report.movements()).isEqualTo(2 * 4 * 4);
      String weth = "WETH@" + rail.witness().vault();
      assertThat(ledger.balances(ALPHA).get(weth).available()).isEqualByComparingTo("4000000120");
      assertThat(ledger.balances(GAMMA).get(weth).available()).isEqualByComparingTo("3999999880");
      assertThat(new MovementQueue(mirror).waiting()).isEmpty();
    }
  }
}
