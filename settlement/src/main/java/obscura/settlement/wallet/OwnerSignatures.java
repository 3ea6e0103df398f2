package obscura.settlement.wallet;

import java.math.BigInteger;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Vault;
import obscura.settlement.note.WithdrawalTerms;

/**
 * What an owner signs with the one-time key of a note. Each signature is for one note of one vault:
 * on EVM 65 bytes r ‖ s ‖ v over the EIP-712 digest, on Solana 64 bytes R ‖ S over it.
 *
 * @param vault of the notes
 */
public record OwnerSignatures(Vault vault) {
  /**
   * Lets the venue spend the note until a time.
   *
   * @param expirySeconds since 1970, above 0
   * @throws IllegalArgumentException if it is not
   */
  public Bytes permit(OwnedNote note, long expirySeconds) {
    if (expirySeconds <= 0) {
      throw new IllegalArgumentException("an expiry is above 0, not " + expirySeconds);
    }
    return sign(note, vault.permitDigest(note.id(), expirySeconds));
  }

  /**
   * Lets one batch spend the note. Look at {@link OwnerWallet#preview} of the batch first, and make
   * the digest from that same content.
   */
  public Bytes consent(OwnedNote note, Bytes batchDigest) {
    return sign(note, vault.consentDigest(note.id(), batchDigest));
  }

  /**
   * Asks for the note's tokens, without the venue.
   *
   * @throws IllegalArgumentException if the fee exceeds the amount
   */
  public Bytes withdraw(OwnedNote note, WithdrawalTerms terms) {
    BigInteger amount = note.opening().amount();
    if (terms.fee().compareTo(amount) > 0) {
      throw new IllegalArgumentException("the fee exceeds the note's amount");
    }
    return sign(note, vault.withdrawDigest(note.id(), terms));
  }

  /** Ends the permits of the note, after the vault's delay. */
  public Bytes revoke(OwnedNote note) {
    return sign(note, vault.revokeDigest(note.id()));
  }

  private static Bytes sign(OwnedNote note, Bytes digest) {
    return Bytes.of(note.key().sign(digest.array()));
  }
}
