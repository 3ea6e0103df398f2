package obscura.engine.fix.session;

import java.time.Instant;
import java.util.Optional;
import quickfix.Message;

/**
 * One application message that passed the session layer: valid by the dictionary, in sequence, of a
 * type that this kind of session may send. {@code message.toRawString()} holds the bytes as they
 * were received, which is what signatures are checked over.
 *
 * @param possDup PossDupFlag(43): perhaps seen before, give the original outcome
 * @param possResend PossResend(97): check by the sender's own ids
 * @param receivedAt when the last byte had been read, by the gateway's clock
 * @param throttled present if it came too fast
 */
public record Inbound(
    String compId,
    SessionKind kind,
    String firm,
    Message message,
    boolean possDup,
    boolean possResend,
    long msgSeqNum,
    Instant receivedAt,
    Optional<Throttled> throttled) {

  /** Names no field of the message. */
  @Override
  public String toString() {
    return "Inbound[" + compId + " 34=" + msgSeqNum + "]";
  }
}
