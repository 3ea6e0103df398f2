package obscura.desk.fix;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import quickfix.Application;
import quickfix.FieldNotFound;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.field.MsgType;

/** Puts everything received into the inbox and tells the listener. Runs on the FIX thread. */
final class ClientApplication implements Application {
  private static final int CANCEL_ON_DISCONNECT = 8013;
  private final Inbox inbox;
  private final FixClient.Arrivals arrivals;
  private final @Nullable Boolean keepOrders;

  ClientApplication(Inbox inbox, FixClient.Arrivals arrivals, @Nullable Boolean keepOrders) {
    this.inbox = inbox;
    this.arrivals = arrivals;
    this.keepOrders = keepOrders;
  }

  @Override
  public void onCreate(SessionID sessionId) {}

  @Override
  public void onLogon(SessionID sessionId) {}

  @Override
  public void onLogout(SessionID sessionId) {}

  @Override
  public void toAdmin(Message message, SessionID sessionId) {
    if (keepOrders != null && message.isAdmin() && isLogon(message)) {
      message.setString(CANCEL_ON_DISCONNECT, keepOrders ? "N" : "Y");
    }
  }

  @Override
  public void fromAdmin(Message message, SessionID sessionId) throws FieldNotFound {
    String type = message.getHeader().getString(MsgType.FIELD);
    if (type.equals(MsgType.LOGOUT) || type.equals(MsgType.REJECT) || type.equals(MsgType.LOGON)) {
      record(message);
    }
  }

  @Override
  public void toApp(Message message, SessionID sessionId) {}

  @Override
  public void fromApp(Message message, SessionID sessionId) throws FieldNotFound {
    record(message);
  }

  private void record(Message message) throws FieldNotFound {
    Received received = Decoder.decode(message, Instant.now());
    inbox.add(received);
    arrivals.onReceived(received);
  }

  private static boolean isLogon(Message message) {
    try {
      return message.getHeader().getString(MsgType.FIELD).equals(MsgType.LOGON);
    } catch (FieldNotFound e) {
      throw new IllegalStateException("a message without MsgType(35)", e);
    }
  }
}
