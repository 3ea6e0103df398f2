package obscura.engine.adapter.mpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import obscura.domain.Instrument;
import obscura.domain.PricingRule;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.roster.RosterText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Instruments get their rail entries from the configuration, or somebody hears what is missing. */
class VaultRosterTest {
  private static final String VAULT = "ab".repeat(20);
  private static final String WETH = "11".repeat(20);
  private static final String USDC = "22".repeat(20);
  private static final String ENTRY =
      "rail 1 1 " + VAULT + " " + WETH + " " + USDC + " 1000000000000000 10";
  private static final VaultRail RAIL = rail(VAULT, 6);

  @TempDir Path folder;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private OwnRoster own;

  @BeforeEach
  void open() throws Exception {
    log.start();
    logger().addAppender(log);
    own = own();
  }

  @AfterEach
  void close() {
    logger().detachAppender(log);
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(VaultRoster.class);
  }

  private List<String> alerts() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static VaultRail rail(String vault, int decimals) {
    return new VaultRail(
        1,
        vault,
        Map.of("WETH", new VaultRail.Token(WETH, 18), "USDC", new VaultRail.Token(USDC, decimals)));
  }

  private OwnRoster own() throws Exception {
    List<OperatorKey> operators = new ArrayList<>();
    List<PartyKey> signers = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      Path file = folder.resolve("operator" + k);
      operators.add(Files.exists(file) ? OperatorKey.load(file) : OperatorKey.make(file));
      byte[] seed = new byte[PartyKey.SEED_BYTES];
      seed[0] = (byte) (k + 1);
      signers.add(new PartyKey(seed));
    }
    GatewayKey gateway = new GatewayKey(new byte[GatewayKey.SEED_BYTES]);
    return new OwnRoster(folder.resolve("roster"), "TEST", gateway, signers, operators);
  }

  private static Instrument instrument(String symbol, String chain, String lot) {
    return new Instrument(
        1,
        symbol,
        chain,
        chain + "/slip44:60",
        new BigDecimal("0.01"),
        new BigDecimal(lot),
        PricingRule.MIDPOINT);
  }

  private static Instrument weth() {
    return instrument("WETH-USDC", "eip155:1", "0.001");
  }

  @Test
  void aRosterOfTheVenuesOwnGetsTheEntryOnceAndAgainWhenTheVaultIsAnother() throws Exception {
    String listed = new VaultRoster(own, RAIL).enabling(weth()).orElseThrow();
    assertThat(RosterText.read(listed).rail(1).map(Entry::line)).contains(ENTRY);
    assertThat(new VaultRoster(own(), RAIL).enabling(weth())).as("after a restart").isEmpty();

    VaultRail other = rail("cd".repeat(20), 6);
    String moved = new VaultRoster(own(), other).enabling(weth()).orElseThrow();
    assertThat(RosterText.read(moved).rail(1).orElseThrow().vault()).isEqualTo("cd".repeat(20));
    assertThat(RosterText.read(moved).verify(own.operators(), 0).enabled()).containsExactly(1L);
    assertThat(alerts()).isEmpty();
  }

  @Test
  void whatCannotSettleIsToldAndTradesAllTheSame() {
    VaultRoster roster = new VaultRoster(own, RAIL);
    String listed = roster.enabling(instrument("SOL-USDC", "eip155:1", "1")).orElseThrow();
    assertThat(RosterText.read(listed).enabled()).containsExactly(1L);
    assertThat(RosterText.read(listed).rail(1)).isEmpty();
    var _ = roster.enabling(instrument("WETH-USDC", "eip155:5", "0.001"));
    var _ = new VaultRoster(own, rail(VAULT, 4)).enabling(weth());
    assertThat(alerts())
        .containsExactly(
            "ALERT SOL-USDC cannot settle in the vault: settlement.evm.tokens does not name SOL",
            "ALERT WETH-USDC cannot settle in the vault: it is of eip155:5, the vault of eip155:1",
            "ALERT WETH-USDC cannot settle in the vault: a lot, and a lot at one tick, must be"
                + " whole units of WETH and USDC, below 2^96");
  }

  @Test
  void ofARosterThatOperatorsSignTheMissingEntryIsToldAndNothingIsEntered() throws Exception {
    Path file = folder.resolve("signed");
    Files.writeString(file, own.enabling(weth()).orElseThrow());
    VaultRoster signed = new VaultRoster(new SignedRoster(file), RAIL);
    assertThat(signed.enabling(weth())).contains(own.text());
    assertThat(alerts())
        .containsExactly(
            "ALERT WETH-USDC cannot settle in the vault: the roster has no rail entry for it; two"
                + " operators have to sign: "
                + ENTRY);
    assertThat(signed.noteKeys(new ToldEngine()).canEnter()).isFalse();

    Files.writeString(file, own.enter(Entry.parse(ENTRY)).orElseThrow());
    assertThat(signed.enabling(weth())).isPresent();
    assertThat(alerts()).hasSize(1);
    assertThat(new VaultRoster(new SignedRoster(file), rail("cd".repeat(20), 6)).enabling(weth()))
        .isPresent();
    assertThat(alerts().getLast()).contains("the roster says " + ENTRY);
  }

  @Test
  void noteKeysAreNamedOnceAndNoOtherEntryIsTheVenues() {
    RosterNoteKeys keys = new VaultRoster(own, RAIL).noteKeys(new ToldEngine());
    String digest = "7".repeat(64);
    assertThat(keys.canEnter()).isTrue();
    assertThat(keys.isNamed("DESK1", digest)).isFalse();
    keys.enter("DESK1", digest);
    int length = RosterText.read(own.text()).length();
    keys.enter("DESK1", digest);
    assertThat(RosterText.read(own.text()).length()).isEqualTo(length);
    assertThat(keys.isNamed("DESK1", digest)).isTrue();
    assertThat(keys.isNamed("DESK2", digest)).isFalse();
    Entry gateway = new Entry.Key(Entry.Role.GATEWAY, "VENUE", digest);
    assertThatThrownBy(() -> own.enter(gateway)).isInstanceOf(IllegalArgumentException.class);
  }
}
