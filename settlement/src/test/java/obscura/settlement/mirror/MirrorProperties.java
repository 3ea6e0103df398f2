package obscura.settlement.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import obscura.domain.FirmId;
import obscura.domain.TradeId;
import obscura.settlement.core.Balance;
import obscura.settlement.core.Leg;
import obscura.settlement.ledger.Ledger;
import obscura.settlement.ledger.LedgerConfig;
import obscura.settlement.ledger.LedgerKey;

/** Whatever happens on the chain, between venue and chain, and to the venue: no difference. */
class MirrorProperties {
  private static final List<FirmId> FIRMS = List.of(new FirmId("ALPHA"), new FirmId("BETA"));
  private static final List<String> TOKENS = List.of("WETH", "USDC");

  @Property(tries = 150)
  void afterAnyLifeTheLedgerIsWhatTheChainSays(@ForAll("lives") List<Act> life) {
    try (Life lived = new Life()) {
      for (Act act : life) {
        act.on(lived);
      }
      lived.comesToRest();
      assertThat(lived.check.run("a test").breaks()).isEmpty();
      assertThat(lived.check.run("a test").adjusted()).isEmpty();
      assertThat(lived.ledger.reconcile().breaks()).isEmpty();
      assertThat(new MovementQueue(lived.mirror).waiting()).isEmpty();
      for (String token : TOKENS) {
        String name = lived.mirror.token(token).toString();
        for (FirmId firm : FIRMS) {
          Balance balance = lived.ledger.read(books -> books.balance(firm, name));
          assertThat(balance.total()).isEqualByComparingTo(lived.vault.owned(firm, token));
        }
        BigDecimal unattributed = lived.ledger.read(books -> books.unattributed(name));
        assertThat(unattributed).isZero();
        BigDecimal owed = lived.ledger.read(books -> books.owed(name));
        assertThat(owed).isEqualByComparingTo(lived.vault.held(token, lived.vault.head()));
      }
    }
  }

  @Provide
  Arbitrary<List<Act>> lives() {
    Arbitrary<FirmId> firms = Arbitraries.of(FIRMS);
    Arbitrary<String> tokens = Arbitraries.of(TOKENS);
    Arbitrary<BigDecimal> amounts =
        Arbitraries.integers().between(1, 500).map(n -> BigDecimal.valueOf(n, 2));
    Arbitrary<Act> in =
        Combinators.combine(firms, Arbitraries.of(true, false), tokens, amounts)
            .as((firm, told, token, amount) ->
                lived -> lived.vault.deposit(firm, told, token, amount));
    Arbitrary<Act> out =
        Combinators.combine(firms, tokens, amounts)
            .as((firm, token, amount) -> lived -> lived.vault.withdraw(firm, token, amount));
    Arbitrary<Act> trade =
        Combinators.combine(amounts, amounts, Arbitraries.of(0, 1))
            .as((base, quote, buyer) -> lived -> lived.trade(base, quote, buyer));
    Arbitrary<Act> other =
        Arbitraries.of(
            lived -> lived.vault.mine(),
            lived -> lived.vault.mine(),
            Life::follow,
            Life::follow,
            lived -> lived.vault.reorganise(),
            lived -> lived.vault.down = !lived.vault.down,
            Life::reconcile,
            lived -> lived.vault.tellOwners(),
            Life::restart);
    return Arbitraries.frequencyOf(
            Tuple.of(4, in), Tuple.of(2, out), Tuple.of(3, trade), Tuple.of(7, other))
        .list()
        .ofMinSize(5)
        .ofMaxSize(40);
  }

  /** Something that happens. */
  interface Act {
    void on(Life lived);
  }

  /** A ledger on a real database, a mirror and a vault. */
  static final class Life implements AutoCloseable {
    final PlayedVault vault = new PlayedVault();
    private final LedgerConfig config =
        new LedgerConfig("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    private long trades;
    private long seconds = 1_000;
    Ledger ledger = open();
    VaultMirror mirror = new VaultMirror(ledger, vault);
    MirrorCheck check = check();

    private Ledger open() {
      return Ledger.open(config, LedgerKey.of(new byte[32]));
    }

    private MirrorCheck check() {
      InstantSource time = () -> Instant.ofEpochSecond(seconds++);
      return new MirrorCheck(mirror, AdjustLimits.parse("WETH 1, USDC 1"), time);
    }

    void restart() {
      ledger.close();
      ledger = open();
      mirror = new VaultMirror(ledger, vault);
      check = check();
    }

    void follow() {
      try {
        mirror.follow();
      } catch (WitnessException away) {
        assertThat(vault.down).isTrue();
      }
    }

    void reconcile() {
      try {
        assertThat(check.run("a test").breaks()).isEmpty();
      } catch (WitnessException away) {
        assertThat(vault.down).isTrue();
      }
    }

    /** Final at once, and told twice. The mirror may not have seen all that paid for it. */
    void trade(BigDecimal base, BigDecimal quote, int buyer) {
      FirmId buys = FIRMS.get(buyer);
      FirmId sells = FIRMS.get(1 - buyer);
      List<Leg> legs =
          List.of(new Leg(sells, buys, "WETH", base), new Leg(buys, sells, "USDC", quote));
      follow();
      if (!vault.down && vault.trade(legs)) {
        TradeId id = new TradeId(++trades);
        mirror.settled(id, legs);
        mirror.settled(id, legs);
      }
    }

    void comesToRest() {
      vault.down = false;
      vault.tellOwners();
      for (int i = 0; i < PlayedVault.CONFIRMATIONS; i++) {
        vault.mine();
      }
    }

    @Override
    public void close() {
      ledger.close();
    }
  }
}
