package obscura.engine.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import obscura.engine.config.VenueConfig.Profile;
import obscura.mpc.api.Settlement;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Batching;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.FeePolicy;
import obscura.settlement.service.core.FeeStrategy;
import obscura.settlement.service.core.Patience;
import obscura.settlement.sip.EthereumAddress;

/** Reads the section {@code settlement.evm}. */
final class EvmSettings {
  private static final String SECTION = "settlement.evm.";
  private static final BigInteger GWEI = BigInteger.TEN.pow(9);
  private static final int SIGNERS = 3;
  private static final int DECIMALS_MAX = 36;
  private static final int ENDPOINTS_MAX = 16;
  private static final int CONFIRMATIONS_MAX = 1_000;
  private static final int FURTHER_MAX = 100_000;
  private static final int CAP_GWEI_MAX = 1_000_000;
  private static final int BASIS_POINTS = 10_000;
  private static final int BATCHES_MAX = 64;
  private static final long CHAIN_ID_MAX = (1L << 53) - 1;
  private static final long LEAST_GWEI_MAX = 1_000_000_000_000L;
  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Settings settings;
  private final Profile profile;

  EvmSettings(Settings settings, Profile profile) {
    this.settings = settings;
    this.profile = profile;
  }

  EvmConfig read(VenueConfig.Jdbc store) {
    requireDurable(store);
    BigInteger chainId = BigInteger.valueOf(settings.whole(SECTION + "chain-id", 1, CHAIN_ID_MAX));
    ChainTokens tokens = new ChainTokens("eip155:" + chainId, tokens());
    return new EvmConfig(
        endpoints(),
        vault(chainId),
        tokens,
        new Patience(
            settings.number(SECTION + "confirmations", 1, CONFIRMATIONS_MAX),
            settings.duration(SECTION + "retry-after", Duration.ofSeconds(1), HOUR),
            settings.number(SECTION + "retries", 0, Patience.RETRIES_MAX)),
        settings.number(SECTION + "watched-further", 0, FURTHER_MAX),
        fees(tokens),
        batching(),
        relay(),
        new EvmConfig.Payer(
            settings
                .file(SECTION + "payer-key-file")
                .orElseThrow(() ->
                    refused("payer-key-file", "", "a file with 64 hex digits for its owner alone")),
            GWEI.multiply(
                BigInteger.valueOf(
                    settings.whole(SECTION + "payer-least-gwei", 0, LEAST_GWEI_MAX)))),
        store,
        settings.file(SECTION + "store-key-file"));
  }

  private void requireDurable(VenueConfig.Jdbc store) {
    if (profile == Profile.PRODUCTION && !store.url().startsWith("jdbc:postgresql:")) {
      throw new ConfigException(
          SECTION + "store.url is not possible in profile production; allowed: PostgreSQL");
    }
  }

  private EvmConfig.Endpoints endpoints() {
    String allowed =
        "1 to " + ENDPOINTS_MAX + " different addresses, http or https, separated by commas";
    List<URI> addresses =
        list("endpoints").stream().map(each -> address("endpoints", each)).toList();
    if (addresses.isEmpty()
        || addresses.size() > ENDPOINTS_MAX
        || addresses.stream().distinct().count() != addresses.size()) {
      throw refused("endpoints", addresses.size() + " addresses", allowed);
    }
    return new EvmConfig.Endpoints(
        addresses,
        settings.number(SECTION + "answers-min", 1, addresses.size()),
        settings.duration(SECTION + "timeout", SHORTEST, MINUTE),
        settings.duration(SECTION + "poll", SHORTEST, MINUTE));
  }

  /** What an address says may be an access key, so it is not repeated. */
  private URI address(String key, String text) {
    try {
      URI address = URI.create(text);
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      boolean secure = scheme.equals("https");
      if (address.getHost() != null && (secure || scheme.equals("http"))) {
        if (profile == Profile.PRODUCTION && !secure && !isLoopback(address.getHost())) {
          throw refused(
              key, "http to " + address.getHost(), "https, or http on loopback, in production");
        }
        return address;
      }
    } catch (IllegalArgumentException malformed) {
      // Said below.
    }
    throw refused(key, "an address of another form", "http://host:port/... or https://host/...");
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }

  private EvmConfig.Vault vault(BigInteger chainId) {
    List<EthereumAddress> signers =
        list("signers").stream().map(each -> account("signers", each)).toList();
    boolean three =
        signers.size() == SIGNERS
            && signers.stream().map(EthereumAddress::toString).distinct().count() == SIGNERS;
    if (!three && (!signers.isEmpty() || profile == Profile.PRODUCTION)) {
      throw refused("signers", signers.size() + " addresses", "three, separated by commas");
    }
    return new EvmConfig.Vault(
        chainId,
        account("vault", settings.text(SECTION + "vault")),
        settings.whole(SECTION + "first-block", 0, Long.MAX_VALUE),
        signers.isEmpty() ? Optional.empty() : Optional.of(signers));
  }

  private static EthereumAddress account(String key, String text) {
    try {
      return EthereumAddress.parse(text.strip());
    } catch (IllegalArgumentException malformed) {
      throw refused(key, text, "0x and 40 hex digits, in one case or with a right checksum");
    }
  }

  private Map<String, ChainTokens.Token> tokens() {
    Map<String, ChainTokens.Token> tokens = new HashMap<>();
    for (String each : list("tokens")) {
      String[] words = each.split("\\s+", -1);
      String allowed = "NAME ADDRESS DECIMALS, each name once, 0 to " + DECIMALS_MAX + " decimals";
      if (words.length != 3 || !words[2].matches("\\d{1,2}")) {
        throw refused("tokens", each, allowed);
      }
      int decimals = Integer.parseInt(words[2]);
      Bytes address = Bytes.of(account("tokens", words[1]).bytes());
      boolean again = tokens.values().stream().anyMatch(known -> known.address().equals(address));
      if (decimals > DECIMALS_MAX
          || again
          || tokens.put(words[0], new ChainTokens.Token(address, decimals)) != null) {
        throw refused("tokens", each, allowed);
      }
    }
    if (tokens.isEmpty()) {
      throw refused("tokens", "", "NAME ADDRESS DECIMALS, separated by commas");
    }
    return tokens;
  }

  private EvmConfig.Fees fees(ChainTokens tokens) {
    FeeStrategy strategy =
        FeeStrategy.valueOf(
            settings
                .word(SECTION + "fee.strategy", List.of("fast", "normal", "slow"))
                .toUpperCase(Locale.ROOT));
    BigInteger cap =
        GWEI.multiply(
            BigInteger.valueOf(settings.number(SECTION + "fee.cap-gwei", 1, CAP_GWEI_MAX)));
    String coin = settings.text(SECTION + "fee.coin");
    if (!coin.isEmpty() && tokens.token(coin).isEmpty()) {
      throw refused("fee.coin", coin, "a name among " + SECTION + "tokens, or empty");
    }
    return new EvmConfig.Fees(
        new FeePolicy(strategy, cap),
        settings.number(SECTION + "fee.share-bps", 1, BASIS_POINTS),
        Optional.of(coin).filter(name -> !name.isEmpty()));
  }

  private Batching batching() {
    return new Batching(
        settings.number(SECTION + "batch.trades-max", 1, Settlement.FILLS_MAX),
        settings.duration(SECTION + "batch.age", Duration.ZERO, HOUR),
        settings.number(SECTION + "batch.under-way", 1, BATCHES_MAX),
        settings.duration(SECTION + "batch.lifetime", MINUTE, Duration.ofDays(1)).toSeconds(),
        settings.duration(SECTION + "batch.cover-wait", Duration.ZERO, HOUR));
  }

  private Optional<EvmConfig.Relay> relay() {
    String url = settings.text(SECTION + "relay.url");
    var key = settings.file(SECTION + "relay.key-file");
    boolean bundle =
        settings.word(SECTION + "relay.mode", List.of("transaction", "bundle")).equals("bundle");
    if (url.isEmpty() && key.isEmpty()) {
      return Optional.empty();
    }
    if (url.isEmpty() || key.isEmpty()) {
      throw new ConfigException(SECTION + "relay needs url and key-file together, or none of them");
    }
    return Optional.of(new EvmConfig.Relay(address("relay.url", url), key.get(), bundle));
  }

  /** What stands between commas. */
  private List<String> list(String key) {
    String text = settings.text(SECTION + key).strip();
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> parts = new ArrayList<>(Arrays.asList(text.split("\\s*,\\s*", -1)));
    if (parts.contains("")) {
      throw refused(key, "an empty place between commas", "something between commas");
    }
    return parts;
  }

  private static ConfigException refused(String key, String value, String allowed) {
    return new ConfigException(
        SECTION + key + " = " + value + " is not possible; allowed: " + allowed);
  }
}
