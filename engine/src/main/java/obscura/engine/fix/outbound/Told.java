package obscura.engine.fix.outbound;

import obscura.domain.FirmId;
import obscura.domain.ParticipantId;
import quickfix.Message;

/**
 * A message for a client.
 *
 * @param copied whether the firm's drop copies get it too: 8, 9, AE, AI, AG
 */
record Told(ParticipantId to, FirmId firm, Message message, boolean copied) {
  static Told copied(ParticipantId to, FirmId firm, Draft draft) {
    return new Told(to, firm, draft.message(), true);
  }

  static Told once(ParticipantId to, FirmId firm, Draft draft) {
    return new Told(to, firm, draft.message(), false);
  }

  /** Names no field of the message. */
  @Override
  public String toString() {
    return "Told[" + to + "]";
  }
}
