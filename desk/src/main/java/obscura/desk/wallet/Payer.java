package obscura.desk.wallet;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.SecureRandom;
import obscura.settlement.crypto.Groups;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.sip.EthereumAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whose account pays for the gas. */
final class Payer {
  private static final BigInteger PLENTY_OF_WEI = BigInteger.TEN.pow(20);

  @Option(
      names = "--payer-key",
      paramLabel = "FILE",
      converter = KeyFile.class,
      description = "File with the private key, 64 hex digits, of the account that pays the gas.")
  private @Nullable Key key;

  @Option(
      names = "--development",
      description = "On a development chain: a new account with wei out of nothing pays the gas.")
  private boolean development;

  /** A private key. */
  record Key(byte[] secret) {
    /** Shows nothing. */
    @Override
    public String toString() {
      return "Key";
    }
  }

  /** Reads an account's key. */
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

  boolean isThrownAway() {
    return development;
  }

  /**
   * The account, with something to pay.
   *
   * @throws RefusedException if it has nothing, or the chain is no development chain
   */
  EvmAccount open(VaultChain chain) throws IOException {
    if (key != null) {
      return chain.account(key.secret());
    }
    byte[] fresh = new byte[OwnerSeed.BYTES];
    new SecureRandom().nextBytes(fresh);
    fresh[0] = 1;
    chain.fund(addressOf(fresh), PLENTY_OF_WEI);
    return chain.account(fresh);
  }

  private static EthereumAddress addressOf(byte[] secret) {
    return EthereumAddress.of(Groups.SECP256K1.generator().times(new BigInteger(1, secret)));
  }
}
