package obscura.engine.fix.outbound;

import quickfix.Message;

/** Where messages for clients go. Thread-safe. */
public interface Outbox {
  /**
   * Stores a message in the session's sequence, and sends it now or at the next logon.
   *
   * @param outputKey rises from message to message of one session
   * @return false if it could not be stored, and so was not sent
   */
  boolean send(String compId, Message message, long outputKey);

  /** The same for an answer that is no output of the core. */
  boolean send(String compId, Message message);

  /** The highest output key ever stored for this session, -1 if none; survives restarts. */
  long lastOutput(String compId);
}
