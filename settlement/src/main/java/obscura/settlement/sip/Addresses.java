package obscura.settlement.sip;

import obscura.settlement.crypto.Point;

/** A one-time key as its chain writes it. */
final class Addresses {
  private Addresses() {}

  static String of(StealthCurve curve, Point owner) {
    return switch (curve) {
      case SECP256K1 -> EthereumAddress.of(owner).toString();
      case ED25519 -> Base58.encode(owner.encode());
    };
  }

  /** The owner field of a note: 20 bytes of an address, or 32 of a key. */
  static byte[] bytes(StealthCurve curve, Point owner) {
    return switch (curve) {
      case SECP256K1 -> EthereumAddress.of(owner).bytes();
      case ED25519 -> owner.encode();
    };
  }
}
