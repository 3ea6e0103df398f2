package obscura.settlement.sip;

import java.math.BigInteger;
import java.util.Set;
import obscura.settlement.crypto.Group;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Hash;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** The curve of a chain's stealth keys, and how secrets are written for it. */
public enum StealthCurve {
  /** Secrets are scalars, big-endian. */
  SECP256K1,
  /** Secrets are seeds of RFC 8032; one-time secrets are scalars, little-endian. */
  ED25519;

  /** Bytes of a secret on either curve. */
  public static final int SECRET_BYTES = 32;

  private static final Set<String> ED25519_CHAINS = Set.of("solana", "near", "aptos", "sui");
  private static final Set<String> SECP256K1_CHAINS =
      Set.of(
          "ethereum",
          "polygon",
          "arbitrum",
          "optimism",
          "base",
          "bitcoin",
          "zcash",
          "cosmos",
          "osmosis",
          "injective",
          "celestia",
          "sei",
          "dydx");

  /**
   * The curve of a chain.
   *
   * @param chain a chain of SIP in lower case, e.g. {@code ethereum}
   * @throws IllegalArgumentException if SIP has no such chain
   */
  public static StealthCurve of(String chain) {
    if (ED25519_CHAINS.contains(chain)) {
      return ED25519;
    }
    if (SECP256K1_CHAINS.contains(chain)) {
      return SECP256K1;
    }
    throw new IllegalArgumentException("SIP has no chain of this name: " + chain);
  }

  /** The group of its keys. */
  public Group group() {
    return switch (this) {
      case SECP256K1 -> Groups.SECP256K1;
      case ED25519 -> Groups.ED25519;
    };
  }

  /**
   * The scalar of a secret. Constant time up to the reduction of a {@link BigInteger}.
   *
   * @throws IllegalArgumentException if it has not 32 bytes, or on secp256k1 is 0 or not below the
   *     order
   */
  BigInteger scalar(byte[] secret) {
    if (secret.length != SECRET_BYTES) {
      throw new IllegalArgumentException("a secret has 32 bytes, not " + secret.length);
    }
    return switch (this) {
      case SECP256K1 -> inRange(new BigInteger(1, secret));
      case ED25519 -> clamped(secret);
    };
  }

  /** Reads what {@link #encode} wrote. */
  BigInteger decode(byte[] encoded) {
    if (encoded.length != SECRET_BYTES) {
      throw new IllegalArgumentException("a secret has 32 bytes, not " + encoded.length);
    }
    return inRange(new BigInteger(1, this == SECP256K1 ? encoded : Arrays.reverse(encoded)));
  }

  /** Writes a one-time scalar, 32 bytes. */
  byte[] encode(BigInteger scalar) {
    byte[] bigEndian = BigIntegers.asUnsignedByteArray(SECRET_BYTES, scalar);
    return this == SECP256K1 ? bigEndian : Arrays.reverse(bigEndian);
  }

  private BigInteger inRange(BigInteger scalar) {
    if (scalar.signum() == 0 || scalar.compareTo(group().order()) >= 0) {
      throw new IllegalArgumentException("the secret is 0 or not below the order");
    }
    return scalar;
  }

  private BigInteger clamped(byte[] seed) {
    byte[] low = Arrays.copyOf(Hash.sha512(seed), SECRET_BYTES);
    low[0] &= (byte) 0xf8;
    low[SECRET_BYTES - 1] &= 0x7f;
    low[SECRET_BYTES - 1] |= 0x40;
    return new BigInteger(1, Arrays.reverse(low)).mod(group().order());
  }
}
