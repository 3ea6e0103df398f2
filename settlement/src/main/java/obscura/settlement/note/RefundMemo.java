package obscura.settlement.note;

import java.util.Arrays;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Point;
import obscura.settlement.sip.OneTimeKey;
import obscura.settlement.sip.StealthCurve;
import obscura.settlement.sip.StealthKeys;
import obscura.settlement.sip.StealthPayment;

/**
 * The memo with which the refund owner of a locked note finds and opens it: ephemeral public key ‖
 * view tag 1 ‖ ν 16 ‖ amount 12 and blinding 32 under a pad (the blinding comes from the other
 * owner's keys, so it cannot follow from ν).
 *
 * @param ephemeral public key of this lock alone
 * @param viewTag 0 to 255
 * @param seed ν, another one than the output's
 * @param paddedOpening 44 bytes
 */
public record RefundMemo(Point ephemeral, int viewTag, NoteSeed seed, Bytes paddedOpening) {
  /** Bytes of an opening. */
  public static final int OPENING_BYTES = NoteMemo.AMOUNT_BYTES + Vault.HASH_BYTES;

  /** The memo for a one-time refund owner with these keys. */
  public static RefundMemo of(
      StealthPayment payment, NoteSeed seed, Opening opening, NoteKeys refundOwner) {
    return new RefundMemo(
        payment.ephemeral(), payment.viewTag(), seed, refundOwner.padRefund(seed, opening));
  }

  /** Bytes of a memo: 94, on Solana 93. */
  public static int bytes(StealthCurve curve) {
    return StealthHead.bytes(curve) + OPENING_BYTES;
  }

  /** Reads a memo; empty if it is of another length, or its key no point of the curve. */
  public static Optional<RefundMemo> parse(StealthCurve curve, Bytes memo) {
    if (memo.length() != bytes(curve)) {
      return Optional.empty();
    }
    byte[] all = memo.array();
    Bytes padded = Bytes.of(Arrays.copyOfRange(all, StealthHead.bytes(curve), all.length));
    return StealthHead.parse(curve, all)
        .map(head -> new RefundMemo(head.ephemeral(), head.viewTag(), head.seed(), padded));
  }

  /** The memo's bytes. */
  public Bytes encode() {
    return Bytes.of(head().encode(), paddedOpening.array());
  }

  /** The one-time key of the refund owner, if the memo was made for these keys. */
  public Optional<OneTimeKey> keyOf(StealthKeys keys, Bytes refundOwner) {
    return head().keyOf(keys, refundOwner);
  }

  /** The opening, if it opens the note. */
  public Optional<Opening> open(Vault vault, Note note, NoteKeys keys) {
    return Optional.of(keys.unpadRefund(seed, paddedOpening))
        .filter(opening -> opening.opens(vault, note));
  }

  private StealthHead head() {
    return new StealthHead(ephemeral, viewTag, seed);
  }
}
