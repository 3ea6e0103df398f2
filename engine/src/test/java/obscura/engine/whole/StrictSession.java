package obscura.engine.whole;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import obscura.engine.whole.Line.Heard;
import quickfix.Application;
import quickfix.ConfigError;
import quickfix.DataDictionary;
import quickfix.DefaultMessageFactory;
import quickfix.InvalidMessage;
import quickfix.MemoryStoreFactory;
import quickfix.Message;
import quickfix.Session;
import quickfix.SessionID;
import quickfix.SessionSettings;
import quickfix.SocketInitiator;
import quickfix.ValidationSettings;

/**
 * A QuickFIX/J initiator with the stock FIX 4.4 dictionary and every validation that it has; it
 * notes each message of the venue that it rejects.
 */
final class StrictSession implements Application, AutoCloseable {
  private static final int PATIENCE_SECONDS = 30;
  private static final char SOH = '\u0001';
  private static final List<String> VALIDATIONS =
      List.of(
          Session.SETTING_USE_DATA_DICTIONARY,
          Session.SETTING_VALIDATE_USER_DEFINED_FIELDS,
          Session.SETTING_VALIDATE_FIELDS_OUT_OF_ORDER,
          Session.SETTING_VALIDATE_FIELDS_HAVE_VALUES,
          Session.SETTING_VALIDATE_UNORDERED_GROUP_FIELDS,
          Session.SETTING_VALIDATE_INCOMING_MESSAGE,
          Session.SETTING_VALIDATE_CHECKSUM,
          Session.SETTING_REJECT_INVALID_MESSAGE,
          Session.SETTING_NON_STOP_SESSION,
          Session.SETTING_RESET_ON_LOGON);

  private final SocketInitiator initiator;
  private final Session session;
  private final DataDictionary dictionary;
  private final CountDownLatch loggedOn = new CountDownLatch(1);
  private final List<Heard> unread = new ArrayList<>();
  private final List<String> types = new ArrayList<>();
  private final List<String> rejected = new ArrayList<>();

  StrictSession(int port, String compId) throws ConfigError, InterruptedException {
    SessionID id = new SessionID("FIX.4.4", compId, "VENUE");
    SessionSettings settings = new SessionSettings();
    settings.setString(id, "ConnectionType", "initiator");
    settings.setString(id, "SocketConnectHost", "127.0.0.1");
    settings.setLong(id, "SocketConnectPort", port);
    settings.setLong(id, Session.SETTING_HEARTBTINT, 30);
    settings.setString(id, Session.SETTING_DATA_DICTIONARY, "FIX44.xml");
    settings.setString(id, Session.SETTING_ALLOW_UNKNOWN_MSG_FIELDS, "N");
    VALIDATIONS.forEach(name -> settings.setString(id, name, "Y"));
    dictionary = new DataDictionary("FIX44.xml");
    initiator =
        new SocketInitiator(this, new MemoryStoreFactory(), settings, new DefaultMessageFactory());
    initiator.start();
    session = Session.lookupSession(id);
    if (!loggedOn.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(compId + " is not logged on");
    }
  }

  /** Sends a message written {@code "35=D|11=o1|60=now"}. */
  void say(String fields) throws InvalidMessage {
    String body = fields.replace("60=now", "60=" + Line.time(0)) + "|";
    String framed = "8=FIX.4.4|9=" + body.length() + "|" + body;
    int sum = framed.replace('|', SOH).chars().sum() % 256;
    String whole = framed + String.format("10=%03d|", sum);
    Message message = new Message();
    message.fromString(whole.replace('|', SOH), dictionary, new ValidationSettings(), false);
    session.send(message);
  }

  /** The first unread message with these fields that the engine accepted. */
  synchronized Heard await(String... fields) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      for (Iterator<Heard> each = unread.iterator(); each.hasNext(); ) {
        Heard heard = each.next();
        if (heard.has(fields)) {
          each.remove();
          return heard;
        }
      }
      long millis = (deadline - System.nanoTime()) / 1_000_000;
      if (millis <= 0 || !rejected.isEmpty()) {
        throw new AssertionError(
            "never " + List.of(fields) + ", unread " + unread + ", rejected " + rejected);
      }
      wait(millis);
    }
  }

  /** The types of all accepted messages. */
  synchronized List<String> types() {
    return List.copyOf(types);
  }

  /** Rejects that the engine sent, session and business level. */
  synchronized List<String> rejected() {
    return List.copyOf(rejected);
  }

  @Override
  public void onLogon(SessionID id) {
    loggedOn.countDown();
  }

  @Override
  public void toAdmin(Message message, SessionID id) {
    note(message);
  }

  @Override
  public void toApp(Message message, SessionID id) {
    note(message);
  }

  @Override
  public void fromAdmin(Message message, SessionID id) {
    keep(message);
  }

  @Override
  public void fromApp(Message message, SessionID id) {
    keep(message);
  }

  @Override
  public void onCreate(SessionID id) {}

  @Override
  public void onLogout(SessionID id) {}

  private synchronized void note(Message message) {
    Heard sent = new Heard(message.toString().replace(SOH, '|'));
    if (sent.has("35=3") || sent.has("35=j")) {
      rejected.add(sent.text());
      notifyAll();
    }
  }

  private synchronized void keep(Message message) {
    Heard heard = new Heard(message.toString().replace(SOH, '|'));
    types.add(heard.get(35));
    unread.add(heard);
    notifyAll();
  }

  @Override
  public void close() {
    initiator.stop(true);
  }
}
