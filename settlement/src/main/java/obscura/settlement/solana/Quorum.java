package obscura.settlement.solana;

/**
 * Signatures of two of the three parties.
 *
 * @param first place of the one key among the vault's signers, 0 or 1
 * @param firstSignature Ed25519, 64 bytes
 * @param second place of the other key, above the first
 * @param secondSignature Ed25519, 64 bytes
 */
public record Quorum(int first, byte[] firstSignature, int second, byte[] secondSignature) {
  /** Checks the lengths; whether the two differ is for the program to say. */
  public Quorum {
    firstSignature = Borsh.fixed(firstSignature, OwnerConsent.SIGNATURE_BYTES, "a signature");
    secondSignature = Borsh.fixed(secondSignature, OwnerConsent.SIGNATURE_BYTES, "a signature");
  }

  byte[] encode() {
    return new Borsh().u8(first).bytes(firstSignature).u8(second).bytes(secondSignature).toBytes();
  }
}
