package obscura.engine.port;

import java.util.List;
import obscura.domain.ParticipantId;

/**
 * What an operator may do to FIX sessions. Any thread may call; acts may wait for the disk. Acts
 * throw {@link IllegalArgumentException} for a participant without a session, or for numbers that
 * are none, with one line that says so.
 */
public interface SessionOperations {
  /** Every session, logged on or not, by CompID. */
  List<SessionLine> sessions();

  /** Logs a session out with this text; nothing happens if it is not logged on. */
  void disconnect(ParticipantId participant, String text);

  /** Sets the number of the next message to the client, and of the next one expected from it. */
  void setSequence(ParticipantId participant, long nextSender, long nextTarget);

  /** Both numbers restart at 1; what was stored for a resend is given up. */
  void resetSequence(ParticipantId participant);
}
