package obscura.engine.fix.session;

import java.util.concurrent.CompletionStage;
import quickfix.FieldNotFound;
import quickfix.IncorrectTagValue;
import quickfix.Message;

/**
 * What the venue does with its sessions. Calls for one session come one after the other; calls for
 * different sessions come at the same time. No call may wait for another thread that sends to the
 * same session.
 */
public interface GatewayApplication {
  /**
   * Takes a message. The stage completes once what the message asked for is durable; only then does
   * its sequence number count as received across a crash. If it fails, the session is ended and the
   * client is asked for the message again at the next logon.
   *
   * @throws IncorrectTagValue if a field has a value that it cannot have: answered by Reject(3)
   * @throws FieldNotFound if a field is missing: answered by BusinessMessageReject(j) 380=5
   */
  CompletionStage<Void> onMessage(Inbound inbound) throws IncorrectTagValue, FieldNotFound;

  /** A session is up. What is sent from here follows the Logon. */
  void onLogon(LoggedOn session);

  /** A session that had been up ended, for whatever reason (rules of engagement 1.8). */
  void onDisconnect(String compId);

  /** May this session restart at 1 within the week: nothing open, live or unsettled (1.7)? */
  boolean mayResetSequence(String compId);

  /** Is this Quote(S), sent earlier, still firm? Asked before it is resent (1.6). */
  boolean stillValid(Message quote);

  /**
   * Checks the key logon (553, 95, 96) of firms that asked for one. Called after the certificate
   * and the clock, before anything else; must not block.
   */
  default boolean authenticates(String compId, Message logon) {
    return true;
  }

  /** May this session name another firm in OnBehalfOfCompID(115)? */
  default boolean mayActFor(String compId, String onBehalfOf) {
    return false;
  }
}
