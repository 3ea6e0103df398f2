package obscura.settlement.sip;

import java.math.BigInteger;
import obscura.settlement.crypto.Hash;
import obscura.settlement.crypto.Point;

/** The hash of the point that payer and owner share. */
final class SharedSecret {
  private final byte[] hash;

  private SharedSecret(byte[] hash) {
    this.hash = hash;
  }

  /** By SIP: SHA-256 of the encoded point. */
  static SharedSecret sip(Point shared) {
    return new SharedSecret(Hash.sha256(shared.encode()));
  }

  /** By ERC-5564, scheme 1: Keccak-256 of x ‖ y. */
  static SharedSecret erc5564(byte[] coordinates) {
    return new SharedSecret(Hash.keccak256(coordinates));
  }

  int viewTag() {
    return Byte.toUnsignedInt(hash[0]);
  }

  /** What is added to the private key; read big-endian on both curves. */
  BigInteger shift() {
    return new BigInteger(1, hash);
  }

  byte[] bytes() {
    return hash.clone();
  }
}
