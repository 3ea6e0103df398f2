package obscura.settlement.note;

import java.math.BigInteger;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Group;
import obscura.settlement.crypto.Pedersen;
import obscura.settlement.crypto.Point;
import obscura.settlement.sip.StealthCurve;

/**
 * One vault on one chain: its group, its hashes, and the digests that are signed for it. No id and
 * no digest of one vault means anything in another. Values; any number of threads.
 */
public sealed interface Vault permits EvmVault, SolanaVault {
  /** Bytes of every hash and id. */
  int HASH_BYTES = 32;

  /** Batches from this number on (unsigned) are the vault's own, of one note each. */
  long FIRST_OWN_BATCH = Long.MIN_VALUE;

  /** The group of the commitments. */
  Group group();

  /** The curve of the owners' one-time keys. */
  StealthCurve ownerCurve();

  /** Bits of an amount: 96 or 64. */
  int amountBits();

  /** Bytes of a token's name: 20 or 32. */
  int tokenBytes();

  /** H, which carries the blindings of all tokens. */
  Point h();

  /**
   * G(token) and H.
   *
   * @throws IllegalArgumentException if the token has another length
   */
  Pedersen generators(Bytes token);

  /** The id of a note born at a place. */
  Bytes noteId(Note note, NotePlace place);

  /** The parent of two nodes of a batch's tree. */
  Bytes node(Bytes left, Bytes right);

  /** What stands in a batch for the terms of a lock. */
  Bytes lockHash(NoteLock lock);

  /** The leaf of a locked note. */
  Bytes lockedLeaf(Bytes noteId, Bytes lockHash);

  /** What two parties sign. */
  Bytes batchDigest(BatchContent batch);

  /** What the owner signs to let the venue spend a note until a time, in seconds. */
  Bytes permitDigest(Bytes noteId, long expirySeconds);

  /** What the owner signs to let one batch spend a note. */
  Bytes consentDigest(Bytes noteId, Bytes batchDigest);

  /** What the owner signs to leave. */
  Bytes withdrawDigest(Bytes noteId, WithdrawalTerms terms);

  /** What the owner signs to end the permits of a note. */
  Bytes revokeDigest(Bytes noteId);

  /** The challenge of the proof of balance, below the group's order. */
  BigInteger balanceChallenge(Point excess, Point commitment, Bytes batchDigest);

  /**
   * Checks an amount.
   *
   * @throws IllegalArgumentException if it is not above 0 and below 2^{@link #amountBits}
   */
  default BigInteger requireAmount(BigInteger amount) {
    if (amount.signum() <= 0 || amount.bitLength() > amountBits()) {
      throw new IllegalArgumentException("an amount is above 0 and below 2^" + amountBits());
    }
    return amount;
  }
}
