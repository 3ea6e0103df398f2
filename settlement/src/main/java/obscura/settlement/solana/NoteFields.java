package obscura.settlement.solana;

import java.nio.ByteBuffer;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.NoteLock;
import obscura.settlement.note.NoteMemo;
import obscura.settlement.note.RefundMemo;
import obscura.settlement.sip.StealthCurve;
import org.p2p.solanaj.core.PublicKey;

/** Fields of notes as they stand in the program's instructions. */
final class NoteFields {
  /** Bytes of an output's memo. */
  static final int MEMO_BYTES = NoteMemo.bytes(StealthCurve.ED25519);

  /** Bytes of the memo for a lock's refund owner. */
  static final int REFUND_MEMO_BYTES = RefundMemo.bytes(StealthCurve.ED25519);

  private static final int HASH_BYTES = 32;

  private NoteFields() {}

  static byte[] encode(NoteLock lock) {
    return new Borsh()
        .bytes(lock.hash().array())
        .bytes(lock.refundOwner().require(PublicKey.PUBLIC_KEY_LENGTH, "a refund owner").array())
        .u64(lock.deadlineSeconds())
        .bytes(lock.refundMemo().require(REFUND_MEMO_BYTES, "a refund memo").array())
        .toBytes();
  }

  static NoteLock lock(ByteBuffer fields) {
    Bytes hash = take(fields, HASH_BYTES);
    Bytes owner = take(fields, PublicKey.PUBLIC_KEY_LENGTH);
    long deadline = fields.getLong();
    return new NoteLock(hash, owner, deadline, take(fields, REFUND_MEMO_BYTES));
  }

  static Bytes take(ByteBuffer fields, int bytes) {
    byte[] taken = new byte[bytes];
    fields.get(taken);
    return Bytes.of(taken);
  }
}
