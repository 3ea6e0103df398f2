package obscura.desk.wallet;

import java.io.IOException;
import java.io.Reader;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.EvmVault;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.sip.StealthCurve;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Where a vault is: {@code vault.properties}. Entries that it does not know it leaves alone.
 *
 * @param rpc of a node, http or https
 * @param chainName the chain's name in the paths of keys; {@code ethereum} unless it is said
 * @param firstBlock where the vault's events begin; 0 unless it is said
 * @param tokens by name
 */
record VaultFile(
    URI rpc,
    BigInteger chainId,
    EthereumAddress address,
    String chainName,
    long firstBlock,
    List<Token> tokens) {
  private static final String TOKEN = "token.";
  private static final String USUAL_CHAIN = "ethereum";

  /** Copies. */
  VaultFile {
    tokens = List.copyOf(tokens);
  }

  /** Reads the file that an option names. */
  static final class Converter implements ITypeConverter<VaultFile> {
    @Override
    public VaultFile convert(String file) {
      return read(Path.of(file));
    }
  }

  /**
   * Reads a file.
   *
   * @throws TypeConversionException that says what is wrong with it
   */
  static VaultFile read(Path file) {
    Properties entries = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      entries.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw new TypeConversionException("no file of properties that can be read: " + file);
    }
    Entries of = new Entries(file, entries);
    return new VaultFile(
        of.rpc(),
        BigInteger.valueOf(of.number("chain-id", Optional.empty())),
        of.address("vault"),
        of.chainName(),
        of.number("from-block", Optional.of("0")),
        of.tokens());
  }

  /** The vault by whose rules notes are read. */
  EvmVault vault() {
    return new EvmVault(chainId, address);
  }

  /** Host and port of the node: the rest of its address may hold a key. */
  String node() {
    return rpc.getHost() + (rpc.getPort() < 0 ? "" : ":" + rpc.getPort());
  }

  /** A token of the file; one that it does not name is counted in its smallest unit. */
  Token token(Bytes address) {
    return tokens.stream()
        .filter(token -> token.address().equals(address))
        .findAny()
        .orElseGet(() -> new Token(EthereumAddress.of(address.array()).toString(), address, 0));
  }

  /** A token by its name in any case, or by its address. */
  Optional<Token> find(String text) {
    Optional<Token> named =
        tokens.stream().filter(token -> token.name().equalsIgnoreCase(text)).findAny();
    return named.isPresent() ? named : address(text).map(a -> token(Bytes.of(a.bytes())));
  }

  private static Optional<EthereumAddress> address(String text) {
    try {
      return Optional.of(EthereumAddress.parse(text));
    } catch (IllegalArgumentException other) {
      return Optional.empty();
    }
  }

  /** The entries of a file that is being read. */
  private record Entries(Path file, Properties entries) {
    private TypeConversionException wrong(String key, String allowed) {
      return new TypeConversionException(file + ": " + key + " is to be " + allowed);
    }

    private Optional<String> find(String key) {
      return Optional.ofNullable(entries.getProperty(key)).map(String::strip);
    }

    URI rpc() {
      String allowed = "the http or https address of a node";
      try {
        URI rpc = URI.create(find("rpc").orElseThrow(() -> wrong("rpc", allowed)));
        String scheme = String.valueOf(rpc.getScheme()).toLowerCase(Locale.ROOT);
        if (rpc.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
          throw wrong("rpc", allowed);
        }
        return rpc;
      } catch (IllegalArgumentException malformed) {
        throw wrong("rpc", allowed);
      }
    }

    long number(String key, Optional<String> usual) {
      String text = find(key).or(() -> usual).orElse("");
      if (!text.matches("\\d{1,18}")) {
        throw wrong(key, "a number, 0 or more");
      }
      return Long.parseLong(text);
    }

    EthereumAddress address(String key) {
      return find(key)
          .flatMap(VaultFile::address)
          .orElseThrow(() -> wrong(key, "an address: 0x and 40 hex digits"));
    }

    String chainName() {
      String name = find("chain-name").orElse(USUAL_CHAIN);
      if (!isEvm(name)) {
        throw wrong("chain-name", "SIP's name of an EVM chain, as in keys stock --chain");
      }
      return name;
    }

    private static boolean isEvm(String chain) {
      try {
        return StealthCurve.of(chain) == StealthCurve.SECP256K1;
      } catch (IllegalArgumentException unknown) {
        return false;
      }
    }

    List<Token> tokens() {
      return entries.stringPropertyNames().stream()
          .filter(key -> key.startsWith(TOKEN))
          .map(this::token)
          .sorted(Comparator.comparing(Token::name))
          .toList();
    }

    private Token token(String key) {
      String allowed = "an address and decimals, 0 to " + Token.DECIMALS_MAX;
      String[] parts = find(key).orElse("").split("\\s+", -1);
      if (parts.length != 2 || !parts[1].matches("\\d{1,2}")) {
        throw wrong(key, allowed);
      }
      int decimals = Integer.parseInt(parts[1]);
      EthereumAddress address =
          VaultFile.address(parts[0])
              .filter(_ -> decimals <= Token.DECIMALS_MAX)
              .orElseThrow(() -> wrong(key, allowed));
      return new Token(key.substring(TOKEN.length()), Bytes.of(address.bytes()), decimals);
    }
  }
}
