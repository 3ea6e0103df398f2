package obscura.settlement.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import obscura.domain.FirmId;
import obscura.settlement.core.JournalEntry;
import obscura.settlement.core.JournalEntry.Kind;
import obscura.settlement.core.Posted;
import obscura.settlement.core.VaultEntries;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.ledger.LedgerConfig;
import obscura.settlement.ledger.LedgerKey;
import obscura.settlement.mirror.QueuedMovement.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a comparison of vault and ledger finds, books and leaves to people. */
class MirrorCheckTest {
  private static final FirmId ALPHA = new FirmId("ALPHA");
  private static final FirmId BETA = new FirmId("BETA");
  private static final BigDecimal FIVE = new BigDecimal("5");

  private final Ledger ledger =
      Ledger.open(
          new LedgerConfig("jdbc:h2:mem:" + UUID.randomUUID(), "sa", ""),
          LedgerKey.of(new byte[32]));
  private final PlayedVault vault = new PlayedVault();
  private final VaultMirror mirror = new VaultMirror(ledger, vault);
  private long seconds = 100;

  @AfterEach
  void close() {
    ledger.close();
  }

  private MirrorReport check(String limits) {
    return new MirrorCheck(
            mirror, AdjustLimits.parse(limits), () -> Instant.ofEpochSecond(seconds++))
        .run("olga");
  }

  private void deep() {
    for (int i = 0; i < PlayedVault.CONFIRMATIONS; i++) {
      vault.mine();
    }
  }

  private BigDecimal available(FirmId firm, String symbol) {
    return ledger.read(books -> books.balance(firm, mirror.token(symbol).toString()).available());
  }

  private List<State> queue() {
    return new MovementQueue(mirror).waiting().stream().map(QueuedMovement::state).toList();
  }

  @Test
  void aDepositIsCreditedWhenItIsDeepAndNotBefore() {
    vault.deposit(ALPHA, true, "WETH", FIVE);
    vault.mine();
    vault.mine();
    mirror.follow();
    assertThat(available(ALPHA, "WETH")).isZero();
    assertThat(queue()).containsExactly(State.DEPOSIT_SEEN);
    vault.mine();
    mirror.follow();
    mirror.follow();
    assertThat(available(ALPHA, "WETH")).isEqualByComparingTo(FIVE);
    assertThat(queue()).isEmpty();
  }

  @Test
  void aDepositOfNobodyKnownWaitsForItsOwner() {
    Bytes note = vault.deposit(ALPHA, false, "WETH", FIVE);
    deep();
    MirrorReport unclaimed = check("");
    assertThat(unclaimed.breaks()).isEmpty();
    assertThat(unclaimed.unattributed()).containsExactly("WETH");
    assertThat(queue()).containsExactly(State.DEPOSIT_UNATTRIBUTED);
    vault.tellOwner(note, ALPHA);
    assertThat(check("").unattributed()).isEmpty();
    assertThat(available(ALPHA, "WETH")).isEqualByComparingTo(FIVE);
    assertThat(queue()).isEmpty();
  }

  @Test
  void aWithdrawalIsQueuedSeenAndBooked() {
    vault.deposit(ALPHA, true, "USDC", FIVE);
    deep();
    vault.request(ALPHA);
    vault.mine();
    assertThat(queue()).containsExactly(State.WITHDRAWAL_REQUESTED);
    assertThat(vault.withdraw(ALPHA, "USDC", new BigDecimal("2"))).isTrue();
    vault.mine();
    assertThat(queue()).containsExactly(State.WITHDRAWAL_REQUESTED, State.WITHDRAWAL_SEEN);
    deep();
    assertThat(check("").breaks()).isEmpty();
    assertThat(available(ALPHA, "USDC")).isEqualByComparingTo("3");
    assertThat(queue()).containsExactly(State.WITHDRAWAL_REQUESTED);
  }

  @Test
  void whoTakesMoreThanItIsKnownToHaveLeavesATraceAndNoFalseBreak() {
    vault.deposit(ALPHA, true, "USDC", FIVE);
    deep();
    mirror.follow();
    Posted _ =
        ledger.post(
            Kind.WITHDRAWAL,
            "trial",
            books ->
                VaultEntries.withdrawal(
                    "trial",
                    mirror.token("USDC"),
                    new BigDecimal("7"),
                    java.util.Optional.of(ALPHA),
                    books));
    assertThat(available(ALPHA, "USDC")).isZero();
    MirrorReport report = check("");
    assertThat(report.unattributed()).containsExactly("USDC");
    assertThat(report.breaks())
        .containsExactly(
            "the chain has no WITHDRAWAL trial", "the vault holds 7 USDC more than is owed");
  }

  @Test
  void aSmallDifferenceIsBookedWithReasonOperatorAndReport() {
    vault.deposit(ALPHA, true, "USDC", FIVE);
    deep();
    vault.besides("USDC", new BigDecimal("0.004"));
    MirrorReport report = check("USDC 0.01");
    assertThat(report.breaks()).isEmpty();
    assertThat(report.adjusted()).containsExactly("the vault holds 0.004 USDC more than is owed");
    List<JournalEntry> booked = ledger.entries(Set.of(Kind.ADJUST));
    assertThat(booked).hasSize(1);
    assertThat(booked.getFirst().memo())
        .isEqualTo(
            "the vault holds 0.004 USDC more than is owed; report " + report.id() + ", by olga");
    assertThat(check("USDC 0.01").adjusted()).as("once").isEmpty();
    assertThat(available(ALPHA, "USDC")).as("no owner's").isEqualByComparingTo(FIVE);
    assertThat(ledger.reconcile().breaks()).isEmpty();
  }

  @Test
  void whatReachesTheLimitIsABreakAndNothingIsBooked() {
    vault.besides("USDC", new BigDecimal("-0.01"));
    for (String limits : List.of("USDC 0.01", "WETH 1", "")) {
      MirrorReport report = check(limits);
      assertThat(report.breaks()).containsExactly("the vault holds 0.01 USDC less than is owed");
      assertThat(report.adjusted()).isEmpty();
    }
    assertThat(ledger.entries(Set.of(Kind.ADJUST))).isEmpty();
  }

  @Test
  void manySmallDifferencesAreABreakWhenTogetherTheyReachTheLimit() {
    vault.besides("USDC", new BigDecimal("-0.006"));
    assertThat(check("USDC 0.01").adjusted()).hasSize(1);
    vault.besides("USDC", new BigDecimal("-0.006"));
    assertThat(check("USDC 0.01").breaks())
        .containsExactly("the vault holds 0.006 USDC less than is owed");
  }

  @Test
  void aReorganisationOfWhatWasFinalIsABreak() {
    vault.deposit(ALPHA, true, "WETH", FIVE);
    deep();
    assertThat(check("").breaks()).isEmpty();
    vault.reorganiseDeeply();
    MirrorReport report = check("WETH 100");
    assertThat(report.breaks()).hasSize(2).first().asString().contains("has no DEPOSIT");
    assertThat(report.adjusted()).as("not what has another reason").isEmpty();
  }

  @Test
  void aDepositThatIsAnothersIsABreak() {
    Bytes note = vault.deposit(ALPHA, true, "WETH", FIVE);
    deep();
    assertThat(check("").breaks()).isEmpty();
    vault.tellOwner(note, BETA);
    assertThat(check("").breaks()).hasSize(1).allMatch(b -> b.endsWith("is not its owner's"));
  }

  @Test
  void aChainThatIsAwayIsNoSoundReport() {
    vault.down = true;
    assertThatThrownBy(() -> check("")).isInstanceOf(WitnessException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"USDC", "USDC 0", "USDC -1", "usdc 1", "USDC 1,", "USDC 1, USDC 2"})
  void limitsThatMakeNoSenseAreRefused(String text) {
    assertThatThrownBy(() -> AdjustLimits.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("\n");
  }
}
