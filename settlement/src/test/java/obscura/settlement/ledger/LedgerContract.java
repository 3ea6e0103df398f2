package obscura.settlement.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import obscura.domain.FirmId;
import obscura.domain.TradeId;
import obscura.settlement.core.Balance;
import obscura.settlement.core.JournalEntry.Kind;
import obscura.settlement.core.Posted;
import obscura.settlement.core.SettlementOutcome.Failed;
import obscura.settlement.core.SettlementOutcome.Settled;
import obscura.settlement.core.TradeInstruction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ledger must do on every database. Alice pays in USDC, Bob delivers ETH. */
abstract class LedgerContract {
  static final FirmId ALICE = new FirmId("ALICE");
  static final FirmId BOB = new FirmId("BOB");
  static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final LedgerKey KEY = key(7);

  @TempDir Path folder;
  LedgerConfig config;
  Ledger ledger;

  abstract LedgerConfig newLedger() throws SQLException;

  @BeforeEach
  void openEmpty() throws SQLException {
    config = newLedger();
    ledger = Ledger.open(config, KEY, () -> NOON);
  }

  @AfterEach
  void close() {
    assertThat(ledger.reconcile().breaks()).isEmpty();
    ledger.close();
  }

  @Test
  void aTradeMovesBothLegs() {
    fundBoth("5000", "2");
    assertThat(ledger.settle(trade(1, "1.5", "4500.5"))).isEqualTo(new Settled());
    assertThat(ledger.balances(ALICE))
        .containsExactly(entry("ETH", "1.5", "0"), entry("USDC", "499.5", "0"));
    assertThat(ledger.balances(BOB))
        .containsExactly(entry("ETH", "0.5", "0"), entry("USDC", "4500.5", "0"));
  }

  @Test
  void everyStepIsAnEntryOfItsOwn() {
    fundBoth("5000", "2");
    ledger.settle(trade(1, "1.5", "4500"));
    assertThat(ledger.entries(BOB, "ETH"))
        .containsExactly(
            new AccountEntry(2, NOON, Kind.FUND, "b", amount("2"), BigDecimal.ZERO),
            new AccountEntry(3, NOON, Kind.RESERVE, "T1/base", amount("-1.5"), amount("1.5")),
            new AccountEntry(5, NOON, Kind.MOVE, "T1", BigDecimal.ZERO, amount("-1.5")));
    assertThat(ledger.reconcile().entries()).isEqualTo(5);
  }

  @Test
  void aBuyerWithoutMoneyFailsTheTradeAndFreesTheSeller() {
    fundBoth("100", "2");
    assertThat(ledger.settle(trade(1, "1", "101")))
        .isEqualTo(new Failed(1, "insufficient balance: ALICE has not enough USDC"));
    assertThat(ledger.balances(BOB)).containsExactly(entry("ETH", "2", "0"));
    assertThat(ledger.entries(BOB, "ETH"))
        .extracting(AccountEntry::kind)
        .containsExactly(Kind.FUND, Kind.RESERVE, Kind.RELEASE);
  }

  @Test
  void aSellerWithoutTokensFailsTheTradeAndNothingIsReserved() {
    ledger.fund(ALICE, "USDC", amount("100"), "a");
    assertThat(ledger.settle(trade(1, "1", "100")))
        .isEqualTo(new Failed(1, "insufficient balance: BOB has not enough ETH"));
    assertThat(ledger.balances(ALICE)).containsExactly(entry("USDC", "100", "0"));
  }

  @Test
  void aTradeIsDecidedOnce() {
    fundBoth("100", "2");
    ledger.settle(trade(1, "1", "60"));
    ledger.settle(trade(2, "1", "60"));
    reopen();
    ledger.fund(ALICE, "USDC", amount("1000"), "later");
    long entries = ledger.reconcile().entries();
    assertThat(ledger.settle(trade(1, "1", "60"))).isEqualTo(new Settled());
    assertThat(ledger.settle(trade(2, "1", "60"))).isInstanceOf(Failed.class);
    assertThat(ledger.outcome(new TradeId(1))).contains(new Settled());
    assertThat(ledger.outcome(new TradeId(3))).isEmpty();
    assertThat(ledger.reconcile().entries()).isEqualTo(entries);
    assertThat(ledger.balances(ALICE))
        .containsExactly(entry("ETH", "1", "0"), entry("USDC", "1040", "0"));
  }

  @Test
  void oneTradeIdForTwoTradesIsRefused() {
    fundBoth("100", "2");
    ledger.settle(trade(1, "1", "60"));
    assertThatThrownBy(() -> ledger.settle(trade(1, "1", "10")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("another trade was settled as T1");
    assertThat(ledger.balances(ALICE))
        .containsExactly(entry("ETH", "1", "0"), entry("USDC", "40", "0"));
  }

  @Test
  void fundingIsDoneOnceForAReference() {
    assertThat(ledger.fund(ALICE, "USDC", amount("100"), "demo")).isEqualTo(Posted.APPLIED);
    reopen();
    assertThat(ledger.fund(ALICE, "USDC", amount("100.00"), "demo")).isEqualTo(Posted.REPEATED);
    assertThat(ledger.fund(ALICE, "USDC", amount("101"), "demo")).isEqualTo(Posted.CONFLICT);
    assertThat(ledger.fund(BOB, "USDC", amount("100"), "demo")).isEqualTo(Posted.CONFLICT);
    assertThat(ledger.balances(ALICE)).containsExactly(entry("USDC", "100", "0"));
    assertThat(ledger.balances(BOB)).isEmpty();
  }

  @Test
  void whatIsReservedCannotBeSpentUntilItIsReleased() {
    fundBoth("100", "2");
    assertThat(ledger.reserve("r1", ALICE, "USDC", amount("70"))).isEqualTo(Posted.APPLIED);
    assertThat(ledger.reserve("r1", ALICE, "USDC", amount("70"))).isEqualTo(Posted.REPEATED);
    assertThat(ledger.reserve("r2", ALICE, "USDC", amount("31"))).isEqualTo(Posted.NOT_COVERED);
    reopen();
    assertThat(ledger.balances(ALICE)).containsExactly(entry("USDC", "30", "70"));
    assertThat(ledger.balances(ALICE).get("USDC").total()).isEqualTo(amount("100"));
    assertThat(ledger.settle(trade(1, "1", "31"))).isInstanceOf(Failed.class);
    assertThat(ledger.release("r1")).isEqualTo(Posted.APPLIED);
    assertThat(ledger.release("r1")).isEqualTo(Posted.REPEATED);
    assertThat(ledger.reserve("r1", ALICE, "USDC", amount("70"))).isEqualTo(Posted.CONFLICT);
    assertThat(ledger.release("r9")).isEqualTo(Posted.UNKNOWN_REFERENCE);
    assertThat(ledger.reserve("r2", ALICE, "USDC", amount("31"))).isEqualTo(Posted.APPLIED);
    assertThat(ledger.balances(ALICE)).containsExactly(entry("USDC", "69", "31"));
  }

  @Test
  void aFirmThatTradesWithItselfNeedsBothLegsAndKeepsThem() {
    ledger.fund(ALICE, "USDC", amount("100"), "a");
    TradeInstruction self =
        new TradeInstruction(
            new TradeId(1), ALICE, ALICE, "ETH", "USDC", amount("1"), amount("100"));
    assertThat(ledger.settle(self)).isInstanceOf(Failed.class);
    ledger.fund(ALICE, "ETH", amount("1"), "b");
    TradeInstruction again =
        new TradeInstruction(
            new TradeId(2), ALICE, ALICE, "ETH", "USDC", amount("1"), amount("100"));
    assertThat(ledger.settle(again)).isEqualTo(new Settled());
    assertThat(ledger.balances(ALICE))
        .containsExactly(entry("ETH", "1", "0"), entry("USDC", "100", "0"));
  }

  @Test
  void wrongInputIsRefusedAndChangesNothing() {
    for (Runnable wrong :
        List.<Runnable>of(
            () -> ledger.fund(ALICE, "USDC", amount("0"), "x"),
            () -> ledger.fund(ALICE, "USDC", amount("-1"), "x"),
            () -> ledger.fund(ALICE, "USDC", amount("1e-41"), "x"),
            () -> ledger.fund(ALICE, "USDC", amount("1e40"), "x"),
            () -> ledger.fund(ALICE, "usdc", amount("1"), "x"),
            () -> ledger.fund(ALICE, "USDC", amount("1"), ""),
            () -> ledger.reserve("T1/base", ALICE, "USDC", amount("1")),
            () -> trade(1, "0", "1"),
            () -> trade(1, "1", "-1"))) {
      assertThatThrownBy(wrong::run).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(ledger.reconcile().entries()).isZero();
  }

  @Test
  void anotherKeyOpensNothing() {
    fundBoth("100", "2");
    ledger.close();
    assertThatThrownBy(() -> Ledger.open(config, key(8), () -> NOON))
        .isInstanceOf(LedgerException.class)
        .hasMessageContaining("do not open with this ledger key");
    ledger = Ledger.open(config, KEY, () -> NOON);
  }

  @Test
  void aTamperedJournalIsFoundAndNamed() throws SQLException {
    fundBoth("100", "2");
    ledger.settle(trade(1, "1", "60"));
    try (Connection connection =
            DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
        Statement sql = connection.createStatement()) {
      sql.execute("CREATE TABLE spare AS SELECT * FROM ledger_entry");
      for (String[] change :
          new String[][] {
            {
              "UPDATE ledger_entry SET at_nanos = at_nanos + 1 WHERE entry_no = 2",
              "entry 2 was changed: its hash differs"
            },
            {
              "UPDATE ledger_entry SET reference = 'z' WHERE entry_no = 1",
              "entry 1 was changed: its hash differs"
            },
            {
              "UPDATE ledger_entry SET kind = 'RELEASE' WHERE entry_no = 3",
              "entry 3 was changed: its hash differs"
            },
            {
              "UPDATE ledger_entry SET sealed_postings = previous_hash WHERE entry_no = 5",
              "entry 5 was changed: its hash differs"
            },
            {"DELETE FROM ledger_entry WHERE entry_no = 2", "entry 3 does not follow entry 1"},
            {
              "DELETE FROM ledger_entry WHERE entry_no = 5",
              "the journal ends at 4, its head says 5"
            },
          }) {
        sql.execute(change[0]);
        assertThat(ledger.reconcile().breaks()).as(change[0]).contains(change[1]);
        sql.execute("DELETE FROM ledger_entry");
        sql.execute("INSERT INTO ledger_entry SELECT * FROM spare");
      }
    }
  }

  private void fundBoth(String usdcOfAlice, String ethOfBob) {
    ledger.fund(ALICE, "USDC", amount(usdcOfAlice), "a");
    ledger.fund(BOB, "ETH", amount(ethOfBob), "b");
  }

  private void reopen() {
    ledger.close();
    ledger = Ledger.open(config, KEY, () -> NOON);
  }

  private static TradeInstruction trade(long id, String eth, String usdc) {
    return new TradeInstruction(
        new TradeId(id), ALICE, BOB, "ETH", "USDC", amount(eth), amount(usdc));
  }

  private static Map.Entry<String, Balance> entry(String token, String available, String reserved) {
    return Map.entry(token, new Balance(amount(available), amount(reserved)));
  }

  static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }

  static LedgerKey key(int filler) {
    byte[] bytes = new byte[LedgerKey.BYTES];
    Arrays.fill(bytes, (byte) filler);
    return LedgerKey.of(bytes);
  }
}
