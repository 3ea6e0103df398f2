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
 * The memo of an output, with which its owner finds and opens it: ephemeral public key (33 bytes,
 * Solana 32) ‖ view tag 1 ‖ ν 16 ‖ padded amount 12.
 *
 * @param ephemeral public key of this output alone
 * @param viewTag 0 to 255
 * @param seed ν
 * @param paddedAmount 12 bytes
 */
public record NoteMemo(Point ephemeral, int viewTag, NoteSeed seed, Bytes paddedAmount) {
  /** Bytes of an amount. */
  public static final int AMOUNT_BYTES = 12;

  /** The memo of an output to a one-time owner. */
  public static NoteMemo of(StealthPayment payment, NoteSeed seed, Bytes paddedAmount) {
    return new NoteMemo(
        payment.ephemeral(),
        payment.viewTag(),
        seed,
        paddedAmount.require(AMOUNT_BYTES, "a padded amount"));
  }

  /** Bytes of a memo: 62, on Solana 61. */
  public static int bytes(StealthCurve curve) {
    return StealthHead.bytes(curve) + AMOUNT_BYTES;
  }

  /** Reads a memo; empty if it is of another length, or its key no point of the curve. */
  public static Optional<NoteMemo> parse(StealthCurve curve, Bytes memo) {
    if (memo.length() != bytes(curve)) {
      return Optional.empty();
    }
    byte[] all = memo.array();
    Bytes padded = Bytes.of(Arrays.copyOfRange(all, StealthHead.bytes(curve), all.length));
    return StealthHead.parse(curve, all)
        .map(head -> new NoteMemo(head.ephemeral(), head.viewTag(), head.seed(), padded));
  }

  /** The memo's bytes. */
  public Bytes encode() {
    return Bytes.of(head().encode(), paddedAmount.array());
  }

  /** The one-time key of the owner, if the memo was made for these keys. */
  public Optional<OneTimeKey> keyOf(StealthKeys keys, Bytes owner) {
    return head().keyOf(keys, owner);
  }

  /** The opening, if it opens the note; otherwise the note is not this owner's. */
  public Optional<Opening> open(Vault vault, Note note, NoteKeys keys) {
    return Optional.of(new Opening(keys.unpad(seed, paddedAmount), keys.blinding(seed, vault)))
        .filter(opening -> opening.opens(vault, note));
  }

  private StealthHead head() {
    return new StealthHead(ephemeral, viewTag, seed);
  }
}
