package obscura.devchain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Utf8String;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint8;
import tools.jackson.databind.json.JsonMapper;

/** The ERC-20 token of development chains, of which anyone may mint. */
public final class DevToken {
  private static final String RESOURCE = "DevToken.json";

  /** What a transaction that makes such a token carries, in hexadecimal. */
  public static String creation(String name, String symbol, int decimals) {
    return bytecode()
        + FunctionEncoder.encodeConstructor(
            List.of(new Utf8String(name), new Utf8String(symbol), new Uint8(decimals)));
  }

  /** The call that makes tokens out of nothing, in hexadecimal. */
  public static String mint(String to, BigInteger units) {
    return FunctionEncoder.encode(
        new Function("mint", List.of(new Address(to), new Uint256(units)), List.of()));
  }

  private static String bytecode() {
    try (InputStream json =
        Objects.requireNonNull(DevToken.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new JsonMapper().readTree(json).path("bytecode").asString();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private DevToken() {}
}
