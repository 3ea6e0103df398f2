package obscura.settlement.solana;

import obscura.settlement.crypto.Hash;
import org.jspecify.annotations.Nullable;
import org.p2p.solanaj.core.PublicKey;

/**
 * A note that a batch makes.
 *
 * @param mint the token
 * @param owner the one-time key
 * @param commitment encoding of {@code C}, 32 bytes
 * @param memo for the owner's wallet, 61 bytes
 * @param lock null for a note that its owner has at once
 */
public record NoteOutput(
    PublicKey mint, PublicKey owner, byte[] commitment, byte[] memo, @Nullable NoteLock lock) {
  /** Bytes of a memo. */
  public static final int MEMO_BYTES = 61;

  /**
   * Checks lengths.
   *
   * @throws IllegalArgumentException if the commitment has not 32 bytes or the memo not 61
   */
  public NoteOutput {
    commitment = Borsh.fixed(commitment, SolanaNote.POINT_BYTES, "a commitment");
    memo = Borsh.fixed(memo, MEMO_BYTES, "a memo");
  }

  /** What a batch signs of this output. */
  public byte[] hash() {
    return Hash.sha256(
        mint.toByteArray(),
        owner.toByteArray(),
        commitment,
        memo,
        lock == null ? new byte[32] : lock.hash());
  }

  /** The note at its place. */
  public SolanaNote at(long batch, int index) {
    return new SolanaNote(mint, owner, commitment, batch, index);
  }

  /** The leaf at its place: the note's id, or that of the lock. */
  public byte[] leaf(SolanaVault vault, long batch, int index) {
    SolanaNote note = at(batch, index);
    return lock == null ? note.id(vault) : note.lockedLeaf(vault, lock);
  }
}
