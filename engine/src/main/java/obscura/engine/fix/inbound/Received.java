package obscura.engine.fix.inbound;

import java.time.Instant;
import java.util.Optional;
import obscura.domain.ParticipantId;
import obscura.domain.VenueCode;
import quickfix.Message;

/**
 * One application message of a client that passed the session layer.
 *
 * @param maker whether it came on a maker's session
 * @param repeated PossDupFlag(43) or PossResend(97)
 * @param receivedAt the gateway's clock
 * @param throttle present if it came too fast
 */
public record Received(
    ParticipantId sender,
    boolean maker,
    Message message,
    boolean repeated,
    long msgSeqNum,
    Instant receivedAt,
    Optional<Throttle> throttle) {
  /**
   * A bucket that was empty (rules of engagement 1.9).
   *
   * @param code 801 to 804
   */
  public record Throttle(VenueCode code, long retryAfterMillis) {}

  /** Names no field of the message. */
  @Override
  public String toString() {
    return "Received[" + sender + " 34=" + msgSeqNum + "]";
  }
}
