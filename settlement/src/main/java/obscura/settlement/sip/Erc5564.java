package obscura.settlement.sip;

import java.math.BigInteger;
import java.util.Arrays;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Hash;
import obscura.settlement.crypto.Point;
import org.bouncycastle.util.BigIntegers;

/**
 * An announcement of ERC-5564, scheme 1 (secp256k1 with view tags): the shared point is made with
 * the view key and hashed with Keccak-256 over its coordinates x ‖ y, as the standard's own proof
 * of concept does. It is not SIP's scheme, which hashes with SHA-256: what is announced here is
 * found by wallets of ERC-5564, not by SIP's.
 *
 * @param stealthAddress where to pay
 * @param ephemeral the payer's public key
 * @param viewTag 0 to 255
 */
public record Erc5564(EthereumAddress stealthAddress, Point ephemeral, int viewTag) {
  /** The scheme's id. */
  public static final int SCHEME_ID = 1;

  private static final StealthCurve CURVE = StealthCurve.SECP256K1;
  private static final int WORD = 32;
  private static final int EPHEMERAL_BYTES = 33;

  /**
   * Makes a one-time address.
   *
   * <p>Constant time: as {@link StealthPayment#to}.
   *
   * @param ephemeralSecret 32 fresh random bytes, used for nothing else
   * @throws IllegalArgumentException if the recipient's chain is not one of secp256k1, or the
   *     secret is out of range
   */
  public static Erc5564 to(MetaAddress recipient, byte[] ephemeralSecret) {
    if (recipient.curve() != CURVE) {
      throw new IllegalArgumentException("ERC-5564 scheme 1 is for secp256k1");
    }
    BigInteger secret = CURVE.scalar(ephemeralSecret);
    SharedSecret shared = shared(recipient.view().times(secret));
    Point generator = Groups.SECP256K1.generator();
    Point owner = recipient.spend().plus(generator.times(shared.shift()));
    return new Erc5564(EthereumAddress.of(owner), generator.times(secret), shared.viewTag());
  }

  /**
   * The calldata of {@code announce(uint256,address,bytes,bytes)} at the announcer contract. The
   * metadata are the view tag alone: token and amount would be published with them.
   */
  public byte[] calldata() {
    byte[] selector =
        Arrays.copyOf(Hash.keccak256(Hash.utf8("announce(uint256,address,bytes,bytes)")), 4);
    byte[] address = new byte[WORD];
    System.arraycopy(stealthAddress.bytes(), 0, address, WORD - EthereumAddress.BYTES, 20);
    byte[] key = Arrays.copyOf(ephemeral.encode(), 2 * WORD);
    byte[] metadata = new byte[WORD];
    metadata[0] = (byte) viewTag;
    return org.bouncycastle.util.Arrays.concatenate(
        new byte[][] {
          selector,
          word(SCHEME_ID),
          address,
          word(4 * WORD),
          word(4 * WORD + WORD + key.length),
          word(EPHEMERAL_BYTES),
          key,
          word(1),
          metadata
        });
  }

  static SharedSecret shared(Point point) {
    return SharedSecret.erc5564(Groups.secp256k1Coordinates(point));
  }

  private static byte[] word(int value) {
    return BigIntegers.asUnsignedByteArray(WORD, BigInteger.valueOf(value));
  }
}
