package obscura.settlement.note;

import obscura.settlement.crypto.Bytes;

/**
 * Terms under which an output is locked.
 *
 * @param hash SHA-256 of a preimage of 32 bytes
 * @param refundOwner one-time owner from the deadline on
 * @param deadlineSeconds since 1970
 * @param refundMemo see {@link RefundMemo}
 */
public record NoteLock(Bytes hash, Bytes refundOwner, long deadlineSeconds, Bytes refundMemo) {
  /**
   * Checks hash and deadline.
   *
   * @throws IllegalArgumentException if the hash has not 32 bytes, or the deadline is negative
   */
  public NoteLock {
    Bytes _ = hash.require(Vault.HASH_BYTES, "the hash of a lock");
    if (deadlineSeconds < 0) {
      throw new IllegalArgumentException("the deadline is negative");
    }
  }
}
