package obscura.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import obscura.engine.config.VenueConfig.RailKind;
import obscura.settlement.service.core.FeeStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rail on an EVM chain may be told, and how it answers to the rest. */
class EvmSettingsTest {
  private static final String VAULT = "0x00000000000000000000000000000000deadbeef";
  private static final String WETH = "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2";
  private static final String SECRET = "5".repeat(64);

  @TempDir private Path folder;
  private Path key;

  @BeforeEach
  void writeKey() throws IOException {
    key = folder.resolve("payer.key");
    Files.createFile(
        key, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, SECRET + "\n");
  }

  @Test
  void aSoundSectionIsReadWithItsDefaults() {
    VenueConfig.Settlement settlement = load(Map.of()).settlement();
    assertThat(settlement.rail()).isEqualTo(RailKind.EVM);
    EvmConfig evm = settlement.evm().orElseThrow();
    assertThat(evm.endpoints().addresses())
        .containsExactly(URI.create("https://a.example/v1/k"), URI.create("http://127.0.0.1:8545"));
    assertThat(evm.endpoints()).hasToString("2 endpoints");
    assertThat(evm.vault().chainId()).isEqualTo(BigInteger.ONE);
    assertThat(evm.vault().address().toString()).isEqualToIgnoringCase(VAULT);
    assertThat(evm.tokens().chain()).isEqualTo("eip155:1");
    assertThat(evm.tokens().token("WETH").orElseThrow().decimals()).isEqualTo(18);
    assertThat(evm.patience().confirmations()).isEqualTo(12);
    assertThat(evm.watchedFurther()).isEqualTo(64);
    assertThat(evm.fees().policy().strategy()).isEqualTo(FeeStrategy.NORMAL);
    assertThat(evm.fees().policy().capPerGas()).isEqualTo(BigInteger.valueOf(200_000_000_000L));
    assertThat(evm.batching().age()).isEqualTo(Duration.ofSeconds(30));
    assertThat(evm.batching().lifetimeSeconds()).isEqualTo(1_200);
    assertThat(evm.payer().leastWei()).isEqualTo(BigInteger.TEN.pow(17));
    assertThat(evm.relay()).isEmpty();
    assertThat(evm.store().url()).startsWith("jdbc:h2:file:").endsWith("data/settlement/evm");
  }

  @Test
  void anotherRailNeedsNothingOfIt() {
    VenueConfig config = VenueConfig.load(Optional.empty(), Map.of(), Map.of());
    assertThat(config.settlement().rail()).isEqualTo(RailKind.BOOK_ENTRY);
    assertThat(config.settlement().evm()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "chain-id | 0 | a whole number from 1 to 9007199254740991",
        "chain-id | mainnet | a whole number from 1 to 9007199254740991",
        "endpoints | '' | 1 to 16 different addresses",
        "endpoints | http://a,http://a | 1 to 16 different addresses",
        "endpoints | ftp://a.example | http://host:port/... or https://host/...",
        "endpoints | http://a,,http://b | something between commas",
        "answers-min | 0 | a whole number from 1 to 2",
        "answers-min | 3 | a whole number from 1 to 2",
        "timeout | 1ms | a time from 100ms to 60000ms",
        "poll | 2h | a time from 100ms to 60000ms",
        "vault | '' | 0x and 40 hex digits",
        "vault | 0xdeadbeef | 0x and 40 hex digits",
        "first-block | -1 | a whole number from 0",
        "signers | 0x00000000000000000000000000000000deadbeef | three",
        "tokens | '' | NAME ADDRESS DECIMALS",
        "tokens | WETH 18 | NAME ADDRESS DECIMALS",
        "tokens | WETH 0x00000000000000000000000000000000deadbeef 37 | NAME ADDRESS DECIMALS",
        "confirmations | 0 | a whole number from 1 to 1000",
        "watched-further | -1 | a whole number from 0 to 100000",
        "retry-after | 0s | a time from 1000ms to 3600000ms",
        "retries | 6 | a whole number from 0 to 5",
        "fee.strategy | cheap | fast or normal or slow",
        "fee.cap-gwei | 0 | a whole number from 1 to 1000000",
        "fee.share-bps | 10001 | a whole number from 1 to 10000",
        "fee.coin | WBTC | a name among settlement.evm.tokens",
        "batch.trades-max | 65 | a whole number from 1 to 64",
        "batch.age | 2h | a time from 0ms to 3600000ms",
        "batch.lifetime | 1s | a time from 60000ms to 86400000ms",
        "batch.under-way | 0 | a whole number from 1 to 64",
        "relay.mode | pool | transaction or bundle",
        "payer-key-file | '' | a file with 64 hex digits for its owner alone",
        "payer-key-file | /nowhere/payer.key | a file that can be read, or empty",
        "payer-least-gwei | -1 | a whole number from 0 to 1000000000000",
        "store-key-file | /nowhere/store.key | a file that can be read, or empty",
      })
  void aBadValueIsAnsweredByOneLineWithItsKeyAndWhatIsAllowed(
      String name, String value, String allowed) {
    assertThatThrownBy(() -> load(Map.of("settlement.evm." + name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("settlement.evm." + name + " = ")
        .hasMessageContaining("is not possible; allowed: ")
        .hasMessageContaining(allowed)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void twoTokensOfOneAddressAreRefused() {
    String twice = "WETH " + WETH + " 18, ETH2 " + WETH + " 18";
    assertThatThrownBy(() -> load(Map.of("settlement.evm.tokens", twice)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("each name once");
  }

  @Test
  void anAccessKeyInAnAddressIsNotRepeated() {
    assertThatThrownBy(
            () -> load(Map.of("settlement.evm.endpoints", "htp://node.example/v3/topsecret")))
        .isInstanceOf(ConfigException.class)
        .message()
        .doesNotContain("topsecret");
  }

  @Test
  void aRelayNeedsItsKeyAndAKeyItsRelay() {
    assertThatThrownBy(() -> load(Map.of("settlement.evm.relay.url", "https://relay.example")))
        .hasMessage("settlement.evm.relay needs url and key-file together, or none of them");
    assertThatThrownBy(() -> load(Map.of("settlement.evm.relay.key-file", key.toString())))
        .hasMessage("settlement.evm.relay needs url and key-file together, or none of them");
    EvmConfig.Relay relay =
        load(Map.of(
                "settlement.evm.relay.url", "https://relay.example",
                "settlement.evm.relay.key-file", key.toString(),
                "settlement.evm.relay.mode", "bundle"))
            .settlement()
            .evm()
            .orElseThrow()
            .relay()
            .orElseThrow();
    assertThat(relay.bundle()).isTrue();
  }

  @Test
  void productionAsksForMore() {
    Map<String, String> production = new HashMap<>(Map.of("profile", "production"));
    assertThatThrownBy(() -> load(production))
        .hasMessage(
            "settlement.evm.store.url is not possible in profile production; allowed: PostgreSQL");
    production.put("settlement.evm.store.url", "jdbc:postgresql://db/settlement");
    assertThatThrownBy(() -> load(production))
        .hasMessageStartingWith("settlement.evm.signers = 0 addresses");
    production.put("settlement.evm.endpoints", "http://192.0.2.7:8545");
    assertThatThrownBy(() -> load(production))
        .hasMessageContaining("https, or http on loopback, in production");
  }

  @Test
  void aSecretIsForItsOwnerAloneAndInNoMessage() throws IOException {
    assertThat(SecretFile.read("k", key)).hasSize(32);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(() -> SecretFile.read("settlement.evm.payer-key-file", key))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("settlement.evm.payer-key-file = " + key + " (open to others)")
        .hasMessageContaining("only its owner");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(key, SECRET.substring(2) + "zz");
    assertThatThrownBy(() -> SecretFile.read("k", key))
        .hasMessageContaining("64 hex digits")
        .message()
        .doesNotContain("555");
  }

  private VenueConfig load(Map<String, String> changed) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "settlement.rail",
                "evm",
                "settlement.evm.endpoints",
                "https://a.example/v1/k, http://127.0.0.1:8545",
                "settlement.evm.vault",
                VAULT,
                "settlement.evm.tokens",
                "WETH " + WETH + " 18",
                "settlement.evm.payer-key-file",
                key.toString()));
    settings.putAll(changed);
    return VenueConfig.load(Optional.empty(), Map.of(), settings);
  }
}
