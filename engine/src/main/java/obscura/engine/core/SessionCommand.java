package obscura.engine.core;

import obscura.domain.ParticipantId;
import obscura.domain.VenueCode;

/** What the FIX gateway says of sessions. */
public sealed interface SessionCommand extends VenueCommand {
  /** A session logged on. */
  record OpenSession(ParticipantId participant, boolean cancelOnDisconnect)
      implements SessionCommand {}

  /** A session's connection ended, for whatever reason. */
  record CloseSession(ParticipantId participant) implements SessionCommand {}

  /** All sessions ended: the gateway started anew. */
  record CloseAllSessions() implements SessionCommand {}

  /**
   * The gateway refused a message before it became a command; recorded so that the refusal has its
   * ExecID and its place in the drop copy.
   *
   * @param kind which message was refused
   * @param reference the id that the message carried, as it stood
   * @param original the id of the thing it was about, or empty
   * @param ticket names the message in the gateway's memory while it waits for the answer
   */
  record RecordRefusal(
      ParticipantId participant,
      RefusedKind kind,
      String reference,
      String original,
      VenueCode code,
      String detail,
      long ticket)
      implements SessionCommand {}
}
