package obscura.settlement.solana;

import java.util.List;
import obscura.settlement.crypto.Hash;
import org.p2p.solanaj.core.PublicKey;

/**
 * What is signed, 32 bytes each: SHA-256 of a tag, the program, the vault and the fields. Parties and owners sign these 32 bytes with
 * Ed25519 as any message.
 *
 * @param vault the vault for which they hold
 */
public record VaultDigests(SolanaVault vault) {
  private static final byte[] BALANCE = "OBSCURA-BALANCE-v1".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  /** Two parties: the batch as a whole. */
  public byte[] batch(BatchTerms terms) {
    return vault.hash(
        "OBSCURA-BATCH-v1",
        Borsh.ofU64(terms.number()),
        Borsh.ofU64(terms.epoch()),
        Borsh.ofU64(terms.deadlineSeconds()),
        terms.operator().toByteArray(),
        terms.contents().trades(),
        terms.contents().inputs(),
        terms.contents().outputs());
  }

  /** The owner: any batch may spend the note until {@code expirySeconds}. */
  public byte[] permit(byte[] noteId, long expirySeconds) {
    return vault.hash("OBSCURA-PERMIT-v1", noteId, Borsh.ofU64(expirySeconds));
  }

  /** The owner: this batch may spend the note. */
  public byte[] consent(byte[] noteId, byte[] batchDigest) {
    return vault.hash("OBSCURA-CONSENT-v1", noteId, batchDigest);
  }

  /** The owner: the note's tokens go to a token account, {@code fee} of them to whoever hands this in. */
  public byte[] withdrawal(byte[] noteId, PublicKey recipient, long fee, long deadlineSeconds) {
    return vault.hash(
        "OBSCURA-WITHDRAW-v1",
        noteId,
        recipient.toByteArray(),
        Borsh.ofU64(fee),
        Borsh.ofU64(deadlineSeconds));
  }

  /** The owner: permits of this note end. */
  public byte[] revocation(byte[] noteId) {
    return vault.hash("OBSCURA-REVOKE-v1", noteId);
  }

  /** Two parties: a token is listed. */
  public byte[] listing(long epoch, PublicKey mint) {
    return vault.hash("OBSCURA-LIST-v1", Borsh.ofU64(epoch), mint.toByteArray());
  }

  /**
   * Two parties: three new signers and a new guardian.
   *
   * @param epoch of the signers in force
   * @param proposals how many proposals the vault has seen
   */
  public byte[] signers(long epoch, long proposals, List<PublicKey> signers, PublicKey guardian) {
    Borsh keys = new Borsh();
    signers.forEach(key -> keys.bytes(key.toByteArray()));
    return vault.hash(
        "OBSCURA-SIGNERS-v1",
        Borsh.ofU64(epoch),
        Borsh.ofU64(proposals),
        keys.toBytes(),
        guardian.toByteArray());
  }

  /** The challenge of the balance proof before its reduction modulo l, little-endian. */
  public static byte[] balanceChallenge(byte[] excess, byte[] commitment, byte[] batchDigest) {
    return Hash.sha256(BALANCE, excess, commitment, batchDigest);
  }
}
