package obscura.settlement.sip;

import java.math.BigInteger;
import obscura.settlement.crypto.Point;

/**
 * A one-time key made for the owner of a meta-address, and what the owner needs to find it.
 *
 * @param scheme order of the roles
 * @param curve of all its keys
 * @param ephemeral the payer's public key for this payment alone
 * @param viewTag first byte of the shared secret, 0 to 255: spares the owner 255 of 256 additions
 * @param owner the one-time public key
 */
public record StealthPayment(
    StealthScheme scheme, StealthCurve curve, Point ephemeral, int viewTag, Point owner) {
  private static final int MAX_TAG = 255;

  /**
   * Checks ranges and groups.
   *
   * @throws IllegalArgumentException if the tag is out of range or a point of another group
   */
  public StealthPayment {
    if (viewTag < 0 || viewTag > MAX_TAG) {
      throw new IllegalArgumentException("a view tag is 0 to 255, not " + viewTag);
    }
    if (!ephemeral.group().equals(curve.group()) || !owner.group().equals(curve.group())) {
      throw new IllegalArgumentException("the points are not of " + curve);
    }
  }

  /**
   * Makes a one-time key by scheme v2, the one that we send with.
   *
   * <p>Constant time: the multiplications as {@link Point#times} says; nothing else depends on the
   * secret.
   *
   * @param ephemeralSecret 32 fresh random bytes, used for nothing else
   * @throws IllegalArgumentException if the secret is out of range, or the one-time key would be
   *     the neutral element
   */
  public static StealthPayment to(MetaAddress recipient, byte[] ephemeralSecret) {
    return to(StealthScheme.V2, recipient, ephemeralSecret);
  }

  static StealthPayment to(StealthScheme scheme, MetaAddress recipient, byte[] ephemeralSecret) {
    StealthCurve curve = recipient.curve();
    BigInteger secret = curve.scalar(ephemeralSecret);
    boolean v2 = scheme == StealthScheme.V2;
    Point sharing = v2 ? recipient.view() : recipient.spend();
    Point owning = v2 ? recipient.spend() : recipient.view();
    SharedSecret shared = SharedSecret.sip(sharing.times(secret));
    Point generator = curve.group().generator();
    Point owner = owning.plus(generator.times(shared.shift()));
    if (owner.isIdentity()) {
      throw new IllegalArgumentException("this ephemeral secret gives no key: draw another");
    }
    return new StealthPayment(scheme, curve, generator.times(secret), shared.viewTag(), owner);
  }

  /** The one-time address as its chain writes it: EIP-55, or base58. */
  public String address() {
    return Addresses.of(curve, owner);
  }

  /** The owner field of a note: the 20 bytes of the address, or the 32 of the ed25519 key. */
  public byte[] ownerField() {
    return Addresses.bytes(curve, owner);
  }
}
