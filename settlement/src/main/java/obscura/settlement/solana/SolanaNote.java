package obscura.settlement.solana;

import org.p2p.solanaj.core.PublicKey;

/**
 * A note of a vault.
 *
 * @param mint the token
 * @param owner the one-time ed25519 key
 * @param commitment encoding of {@code C}, 32 bytes
 * @param batch number of the batch in which it was born, unsigned
 * @param index its place there
 */
public record SolanaNote(
    PublicKey mint, PublicKey owner, byte[] commitment, long batch, int index) {
  /** Bytes of an encoded group element. */
  public static final int POINT_BYTES = 32;

  /**
   * Checks lengths.
   *
   * @throws IllegalArgumentException if the commitment has not 32 bytes, or the index is negative
   */
  public SolanaNote {
    commitment = Borsh.fixed(commitment, POINT_BYTES, "a commitment");
    if (index < 0) {
      throw new IllegalArgumentException("a place in a batch is not " + index);
    }
  }

  /** The id, 32 bytes: it names this note in this vault and no other. */
  public byte[] id(SolanaVault vault) {
    return vault.hash(
        "OBSCURA-NOTE-v1",
        mint.toByteArray(),
        owner.toByteArray(),
        commitment,
        Borsh.ofU64(batch),
        Borsh.ofU32(index));
  }

  /** The leaf of this note while it is locked. */
  public byte[] lockedLeaf(SolanaVault vault, NoteLock lock) {
    return vault.hash("OBSCURA-LOCK-v1", id(vault), lock.hash());
  }
}
