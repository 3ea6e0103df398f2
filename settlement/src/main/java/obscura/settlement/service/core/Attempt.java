package obscura.settlement.service.core;

import java.time.Instant;
import obscura.settlement.crypto.Bytes;

/**
 * A signed transaction, as it was written down before it was sent.
 *
 * @param kind what it does
 * @param nonce of the sending account
 * @param gasLimit most units of gas
 * @param raw signed bytes
 * @param hash of the transaction
 * @param writtenAt when
 */
public record Attempt(
    Kind kind, long nonce, long gasLimit, Fees fees, Bytes raw, Bytes hash, Instant writtenAt) {
  /** Names the transaction only. */
  @Override
  public String toString() {
    return kind + " " + hash + " of nonce " + nonce;
  }

  /** What a transaction does. */
  public enum Kind {
    /** Hands in the batch. */
    SETTLE,
    /** Takes the nonce and does nothing. */
    EMPTY
  }
}
