package obscura.settlement.service.notes;

import obscura.domain.FirmId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.SpentNote;

/**
 * A note that its owner lets the venue spend.
 *
 * @param firm whose it is
 * @param spend the note, where it is, and the owner's permit
 * @param memo with which the share keys open it
 */
public record PermittedNote(FirmId firm, SpentNote spend, Bytes memo) {
  /** Seconds since 1970. */
  public long expirySeconds() {
    return spend.expirySeconds();
  }

  Bytes token() {
    return spend.note().note().token();
  }
}
