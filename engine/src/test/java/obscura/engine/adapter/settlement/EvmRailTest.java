package obscura.engine.adapter.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import obscura.domain.FirmId;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.config.ConfigException;
import obscura.engine.config.EvmConfig;
import obscura.engine.config.SecretFile;
import obscura.engine.config.VenueConfig;
import obscura.settlement.core.TradeInstruction;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.TradeState;
import obscura.settlement.service.notes.NoteBook;
import obscura.settlement.service.notes.OpenNotes;
import obscura.settlement.service.notes.PartyKeys;
import obscura.settlement.sip.EthereumAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rail on a chain that it reaches over HTTP, with the committed contract. */
class EvmRailTest {
  private static final FirmId ALICE = new FirmId("ALICE");
  private static final FirmId BOB = new FirmId("BOB");
  private static final int PULSES_MAX = 60;
  private static final String SILENT = "http://127.0.0.1:1";

  @TempDir private Path data;
  private VaultOnChain scene;
  private final List<Notice> told = new ArrayList<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final List<VaultArchive.Entry> heard = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Optional<OpenNotes> office = Optional.empty();
  private Optional<NoteBook> book = Optional.empty();

  @BeforeEach
  void open() throws Exception {
    scene = new VaultOnChain();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void aTradeSettlesOnTheChainAndANewProcessKnowsIt() throws Exception {
    Map<String, String> settings = scene.settings();
    try (EvmRail rail = rail(settings)) {
      assertThat(rail.chainName()).isEqualTo("eip155:31337");
      scene.chain.mine();
      rail.pulse();
      VaultOnChain.stock(book.orElseThrow(), ALICE);
      VaultOnChain.stock(book.orElseThrow(), BOB);
      office
          .orElseThrow()
          .permit(scene.deposit(ALICE, scene.usdc, BigInteger.valueOf(5_000_000_000L)));
      office
          .orElseThrow()
          .permit(scene.deposit(BOB, scene.weth, BigInteger.TEN.pow(18).multiply(BigInteger.TWO)));
      rail.service().submit(instruction());
      untilFinal(rail);
      assertThat(told.getLast().state()).isEqualTo(SettlementState.FINAL);
      assertThat(heard.stream().map(entry -> entry.log().event().getClass().getSimpleName()))
          .containsSubsequence("TokenListed", "TokenListed", "Deposited", "Deposited", "Settled");
      assertThat(alerts).isEmpty();
      assertThat(meters.get("obscura.settlement.payer.balance.gwei").gauge().value())
          .isBetween(1e10, 1e11);
      assertThat(meters.get("obscura.settlement.gas.price.gwei").gauge().value()).isPositive();
    }
    int before = heard.size();
    try (EvmRail again = rail(settings)) {
      again.pulse();
      assertThat(again.service().state(new TradeId(7))).contains(TradeState.CONFIRMED);
      scene.deposit(ALICE, scene.usdc, BigInteger.TEN);
      IntStream.range(0, 3).forEach(i -> scene.chain.mine());
      again.pulse();
    }
    assertThat(heard.subList(before, heard.size()))
        .hasSize(1)
        .allSatisfy(
            entry -> assertThat(entry.log().event()).isInstanceOf(VaultEvent.Deposited.class));
  }

  @Test
  void aSilentEndpointIsLeftOutAndTooFewAreRefused() throws Exception {
    Map<String, String> settings = scene.settings();
    settings.put("settlement.evm.endpoints", scene.first.address() + "," + SILENT);
    rail(settings).close();
    settings.put("settlement.evm.answers-min", "2");
    assertRefused(
        settings, "settlement.evm.endpoints: 1 of 2 answer, settlement.evm.answers-min = 2");
  }

  @Test
  void anotherChainAnotherContractOtherSignersAndOtherTokensAreRefused() throws Exception {
    Map<String, String> settings = scene.settings();
    settings.put("settlement.evm.chain-id", "1");
    assertRefused(
        settings,
        "settlement.evm: endpoint 1 (127.0.0.1:%d) says: it is of chain 31337, not 1"
            .formatted(scene.first.address().getPort()));
    settings = scene.settings();
    settings.put("settlement.evm.vault", VaultOnChain.payer().toString());
    assertRefused(settings, "says: no contract is at " + VaultOnChain.payer());
    settings.put("settlement.evm.vault", scene.weth.toString());
    assertRefused(settings, "is not the vault of this version");
    settings = scene.settings();
    EthereumAddress stranger = VaultOnChain.address(BigInteger.TEN);
    settings.compute(
        "settlement.evm.signers",
        (key, three) -> three == null ? "" : three.replaceAll(",[^,]*$", "," + stranger));
    assertRefused(settings, "but by endpoint 1");
    settings = scene.settings();
    settings.put("settlement.evm.tokens", "X " + scene.unlisted + " 8");
    assertRefused(settings, "the vault does not list the token " + scene.unlisted);
    settings.put("settlement.evm.tokens", "WETH " + scene.weth + " 8");
    assertRefused(settings, "has 18 decimals, not 8");
    settings = scene.settings();
    settings.put("settlement.evm.batch.lifetime", "2h");
    assertRefused(
        settings,
        "settlement.evm.batch.lifetime = 7200s is not possible; allowed: at most 3600s, the"
            + " vault's");
  }

  @Test
  void aPayerWithLittleRaisesAnAlert() throws Exception {
    Map<String, String> settings = scene.settings();
    settings.put("settlement.evm.payer-least-gwei", "1000000000000");
    try (EvmRail rail = rail(settings)) {
      rail.pulse();
    }
    assertThat(alerts).extracting(Alert::kind).containsExactly(Alert.Kind.PAYER_LOW);
  }

  @Test
  void aKeyThatIsNoneIsRefusedWithoutBeingShown() {
    EvmRail.Secrets none = new EvmRail.Secrets(new byte[32], Optional.empty(), new byte[32], "");
    assertThat(none).hasToString("Secrets");
    assertThatThrownBy(() -> open(scene.settings(), none))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "settlement.evm.payer-key-file holds no private key; allowed: 1 to the order of"
                + " secp256k1");
  }

  private void assertRefused(Map<String, String> settings, String message) {
    assertThatThrownBy(() -> rail(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain("\n");
  }

  private void untilFinal(EvmRail rail) {
    for (int i = 0; i < PULSES_MAX; i++) {
      rail.pulse();
      scene.chain.mine();
      boolean done = rail.service().state(new TradeId(7)).filter(TradeState::isFinal).isPresent();
      if (done) {
        rail.pulse();
        IntStream.range(0, 3).forEach(n -> scene.chain.mine());
        rail.pulse();
        return;
      }
    }
    throw new AssertionError("not final: " + told + alerts);
  }

  private static ChainInstruction instruction() {
    return new ChainInstruction(
        new TradeInstruction(
            new TradeId(7),
            ALICE,
            BOB,
            "WETH",
            "USDC",
            new BigDecimal("1.5"),
            new BigDecimal("3750")),
        "eip155:31337",
        Optional.empty());
  }

  private EvmRail rail(Map<String, String> settings) throws IOException {
    Path key = VaultOnChain.payerKey(data);
    return open(
        settings,
        new EvmRail.Secrets(SecretFile.read("k", key), Optional.empty(), new byte[32], ""));
  }

  private EvmRail open(Map<String, String> settings, EvmRail.Secrets secrets) throws IOException {
    settings.put("data", data.toString());
    Path any = data.resolve("any.key");
    Files.writeString(any, "");
    settings.put("settlement.evm.payer-key-file", any.toString());
    EvmConfig config =
        VenueConfig.load(Optional.empty(), Map.of(), settings).settlement().evm().orElseThrow();
    return new EvmRail(
        config,
        secrets,
        new EvmRail.Ports(told::add, alerts::add, meters, InstantSource.system()),
        this::office);
  }

  private EvmRail.Office office(EvmRail.Place place) {
    NoteBook notes = new NoteBook(place.database(), place.key());
    OpenNotes open =
        new OpenNotes(
            place.vault(),
            place.tokens(),
            notes,
            new OpenNotes.Keys(
                new PartyKeys(scene.signers),
                firm -> Optional.of(VaultOnChain.seed(firm).noteKeys())),
            place.view(),
            place.clock());
    book = Optional.of(notes);
    office = Optional.of(open);
    return new EvmRail.Office(
        open,
        instruction -> true,
        (batch, trades) -> IntStream.range(0, trades.size()).boxed().toList(),
        heard::add);
  }
}
