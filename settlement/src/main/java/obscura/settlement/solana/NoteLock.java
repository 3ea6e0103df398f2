package obscura.settlement.solana;

import java.nio.ByteBuffer;
import obscura.settlement.crypto.Hash;
import org.p2p.solanaj.core.PublicKey;

/**
 * A hash time-lock over a note.
 *
 * @param preimageHash SHA-256 of the preimage, 32 bytes
 * @param refundOwner who gets the note from the deadline on
 * @param deadlineSeconds since 1970 of the chain's clock; a claim must be earlier
 * @param refundMemo for the refund owner's wallet, 93 bytes
 */
public record NoteLock(
    byte[] preimageHash, PublicKey refundOwner, long deadlineSeconds, byte[] refundMemo) {
  /** Bytes of a refund memo. */
  public static final int MEMO_BYTES = 93;

  /**
   * Checks lengths.
   *
   * @throws IllegalArgumentException if the hash has not 32 bytes or the memo not 93
   */
  public NoteLock {
    preimageHash = Borsh.fixed(preimageHash, 32, "a SHA-256 hash");
    refundMemo = Borsh.fixed(refundMemo, MEMO_BYTES, "a refund memo");
  }

  /** SHA-256 of all fields. */
  public byte[] hash() {
    return Hash.sha256(encode());
  }

  byte[] encode() {
    return new Borsh()
        .bytes(preimageHash)
        .bytes(refundOwner.toByteArray())
        .u64(deadlineSeconds)
        .bytes(refundMemo)
        .toBytes();
  }

  static NoteLock decode(ByteBuffer bytes) {
    byte[] hash = new byte[32];
    byte[] owner = new byte[PublicKey.PUBLIC_KEY_LENGTH];
    byte[] memo = new byte[MEMO_BYTES];
    bytes.get(hash).get(owner);
    long deadline = bytes.getLong();
    bytes.get(memo);
    return new NoteLock(hash, new PublicKey(owner), deadline, memo);
  }
}
