package obscura.settlement.crypto;

/** The four groups in use. */
public final class Groups {
  /** The curve of Ethereum's keys (SEC 2). */
  public static final Group SECP256K1 = new Secp256k1();

  /** G1 of alt_bn128 (EIP-196), which contracts can add and multiply. */
  public static final Group BN254 = new AltBn128();

  /** The subgroup of prime order of edwards25519 (RFC 8032). */
  public static final Group ED25519 = new Ed25519Group();

  /** ristretto255 (RFC 9496), which Solana programs can add and multiply. */
  public static final Group RISTRETTO255 = new Ristretto255();

  private Groups() {}

  /**
   * The coordinates x ‖ y of a point of secp256k1, 64 bytes.
   *
   * @throws IllegalArgumentException if it is of another group, or the neutral element
   */
  public static byte[] secp256k1Coordinates(Point point) {
    return Secp256k1.affine(point);
  }
}
