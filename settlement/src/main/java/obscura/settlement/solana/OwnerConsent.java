package obscura.settlement.solana;

import obscura.settlement.note.SolanaVault;

/** An owner's signature (Ed25519, 64 bytes) under which a note may be spent. */
public sealed interface OwnerConsent {
  /** Bytes of a signature. */
  int SIGNATURE_BYTES = 64;

  /** The signature. */
  byte[] signature();

  /**
   * Given beforehand: any batch may spend the note until a time.
   *
   * @param expirySeconds since 1970, the last second included
   * @param signature over {@link SolanaVault#permitDigest}
   */
  record Permit(long expirySeconds, byte[] signature) implements OwnerConsent {
    /** Checks the length. */
    public Permit {
      signature = Borsh.fixed(signature, SIGNATURE_BYTES, "a signature");
    }
  }

  /**
   * Given for one batch.
   *
   * @param signature over {@link SolanaVault#consentDigest}
   */
  record ForBatch(byte[] signature) implements OwnerConsent {
    /** Checks the length. */
    public ForBatch {
      signature = Borsh.fixed(signature, SIGNATURE_BYTES, "a signature");
    }
  }
}
