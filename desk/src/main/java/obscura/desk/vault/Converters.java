package obscura.desk.vault;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import obscura.desk.wallet.SecretFile;
import obscura.settlement.crypto.Groups;
import obscura.settlement.sip.EthereumAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How the words of the command line are read. */
final class Converters {
  /** A private key that is not shown. */
  record Key(byte[] secret) {
    /** Shows nothing. */
    @Override
    public String toString() {
      return "Key";
    }
  }

  /** The file of an account's key. */
  static final class KeyFile implements ITypeConverter<Key> {
    @Override
    public Key convert(String file) {
      byte[] secret = SecretFile.read(Path.of(file));
      BigInteger scalar = new BigInteger(1, secret);
      if (scalar.signum() == 0 || scalar.compareTo(Groups.SECP256K1.order()) >= 0) {
        throw new TypeConversionException(file + " holds no private key of an account");
      }
      return new Key(secret);
    }
  }

  /** An address on the chain. */
  static final class Account implements ITypeConverter<EthereumAddress> {
    @Override
    public EthereumAddress convert(String text) {
      try {
        return EthereumAddress.parse(text.strip());
      } catch (IllegalArgumentException malformed) {
        throw new TypeConversionException(
            "0x and 40 hex digits, in one case or with a right checksum, not '" + text + "'");
      }
    }
  }

  /** A node; what its address says may be an access key and is not repeated. */
  static final class Node implements ITypeConverter<URI> {
    @Override
    public URI convert(String text) {
      try {
        URI address = URI.create(text);
        String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
        if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
          return address;
        }
      } catch (IllegalArgumentException malformed) {
        // Said below.
      }
      throw new TypeConversionException("http://host:port/... or https://host/...");
    }
  }

  /** A time such as 90m. */
  static final class Time implements ITypeConverter<Duration> {
    private static final Map<Character, Duration> UNITS =
        Map.of(
            's', Duration.ofSeconds(1),
            'm', Duration.ofMinutes(1),
            'h', Duration.ofHours(1),
            'd', Duration.ofDays(1));

    @Override
    public Duration convert(String text) {
      if (!text.matches("[1-9]\\d{0,8}[smhd]")) {
        throw new TypeConversionException("a time such as 90m, 36h or 3d, not '" + text + "'");
      }
      int last = text.length() - 1;
      Duration unit = UNITS.getOrDefault(text.charAt(last), Duration.ZERO);
      return unit.multipliedBy(Long.parseLong(text.substring(0, last)));
    }
  }

  private Converters() {}
}
