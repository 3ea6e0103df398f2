package obscura.settlement.sip;

import java.math.BigInteger;
import java.util.Optional;
import obscura.settlement.crypto.Point;

/** The two secrets behind a meta-address: they find what was paid to it, and spend it. */
public final class StealthKeys {
  private final StealthCurve curve;
  private final BigInteger spend;
  private final BigInteger view;

  private StealthKeys(StealthCurve curve, BigInteger spend, BigInteger view) {
    this.curve = curve;
    this.spend = spend;
    this.view = view;
  }

  /**
   * Reads both secrets, 32 bytes each: scalars on secp256k1, seeds on ed25519.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public static StealthKeys of(StealthCurve curve, byte[] spend, byte[] view) {
    return new StealthKeys(curve, curve.scalar(spend), curve.scalar(view));
  }

  /**
   * The public keys for a chain. Constant time: as {@link Point#times}.
   *
   * @throws IllegalArgumentException if the chain has another curve
   */
  public MetaAddress metaAddress(String chain) {
    Point generator = curve.group().generator();
    return new MetaAddress(chain, generator.times(spend), generator.times(view));
  }

  /**
   * The one-time key that a payment would be for, if it is for these keys; empty if the view tag
   * speaks against it. One of 256 strange payments passes: compare the key with the owner paid.
   *
   * <p>Constant time: the shared point as {@link Point#times} says; whether the tag fits shows in
   * the time, and the sum of scalars is reduced by {@link BigInteger}.
   */
  public Optional<OneTimeKey> candidate(StealthScheme scheme, Point ephemeral, int viewTag) {
    boolean v2 = scheme == StealthScheme.V2;
    SharedSecret shared = SharedSecret.sip(ephemeral.times(v2 ? view : spend));
    return key(shared, v2 ? spend : view, viewTag);
  }

  private Optional<OneTimeKey> key(SharedSecret shared, BigInteger secret, int viewTag) {
    if (shared.viewTag() != viewTag) {
      return Optional.empty();
    }
    BigInteger scalar = secret.add(shared.shift()).mod(curve.group().order());
    return scalar.signum() == 0 ? Optional.empty() : Optional.of(new OneTimeKey(curve, scalar));
  }

  /** The key that spends a payment by ERC-5564, if it was made for these keys. */
  public Optional<OneTimeKey> claim(Erc5564 announced) {
    if (curve != StealthCurve.SECP256K1) {
      return Optional.empty();
    }
    SharedSecret shared = Erc5564.shared(announced.ephemeral().times(view));
    return key(shared, spend, announced.viewTag())
        .filter(key -> EthereumAddress.of(key.publicKey()).equals(announced.stealthAddress()));
  }

  /** The key that spends a payment by SIP, if it was made for these keys. */
  public Optional<OneTimeKey> claim(StealthPayment payment) {
    if (payment.curve() != curve) {
      return Optional.empty();
    }
    return candidate(payment.scheme(), payment.ephemeral(), payment.viewTag())
        .filter(key -> key.publicKey().equals(payment.owner()));
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "StealthKeys[" + curve + "]";
  }
}
