package obscura.engine.fix.session;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import quickfix.Application;
import quickfix.FieldNotFound;
import quickfix.IncorrectTagValue;
import quickfix.Message;
import quickfix.SessionID;
import quickfix.fix44.BusinessMessageReject;

/** What the FIX engine asks of one session. Called by the engine, one call at a time. */
final class SessionCallbacks implements Application {
  private static final int NOTHING = -1;
  private static final Map<String, String> LOGOUT_TEXTS =
      Map.of("MsgSeqNum too low", "SEQ-LOW", "Session reset", "CLOSED-SESSION");
  private static final Set<Integer> SCRIPTS_WITHOUT_TAG = Set.of(9, 10, 11);
  private static final int[] ECHOED = {464, 8013, 9406};

  private record BusinessRefusal(int reason, String text) {}

  private static final BusinessRefusal UNSUPPORTED =
      new BusinessRefusal(3, "Unsupported Message Type");
  private static final BusinessRefusal NOT_AUTHORIZED = new BusinessRefusal(6, "Not authorized");

  private final Line line;
  private final boolean conformance;

  SessionCallbacks(Line line, boolean conformance) {
    this.line = line;
    this.conformance = conformance;
  }

  @Override
  public void onCreate(SessionID session) {}

  @Override
  public void onLogon(SessionID session) {
    line.loggedOn();
  }

  @Override
  public void onLogout(SessionID session) {
    line.loggedOut();
  }

  @Override
  public void toAdmin(Message message, SessionID session) {
    if (conformance) {
      answerAsTheScripts(message);
      return;
    }
    switch (type(message)) {
      case "A" -> completeLogon(message);
      case "5" -> shortenReason(message);
      default -> {}
    }
  }

  @Override
  public void fromAdmin(Message message, SessionID session) throws FieldNotFound {
    if (type(message).equals("2")) {
      line.resend(message.getInt(7), message.getInt(16));
      message.setInt(16, NOTHING);
    }
  }

  @Override
  public void toApp(Message message, SessionID session) {}

  @Override
  public void fromApp(Message message, SessionID session) throws FieldNotFound, IncorrectTagValue {
    Optional<BusinessRefusal> refusal =
        conformance ? scriptRefusal(message) : refusal(message, line.counterparty().kind());
    if (refusal.isPresent()) {
      line.send(reject(message, refusal.get()), SessionStore.NO_OUTPUT);
    } else {
      line.accept(message);
    }
  }

  private Optional<BusinessRefusal> refusal(Message message, SessionKind kind)
      throws FieldNotFound {
    String type = type(message);
    if (!kind.serves(type)) {
      return Optional.of(
          kind.isReadOnly() || isServedElsewhere(type) ? NOT_AUTHORIZED : UNSUPPORTED);
    }
    boolean actsForAnother = message.getHeader().isSetField(115);
    return actsForAnother && !line.mayActFor(message.getHeader().getString(115))
        ? Optional.of(NOT_AUTHORIZED)
        : Optional.empty();
  }

  private static Optional<BusinessRefusal> scriptRefusal(Message message) {
    String type = type(message);
    return type.equals("D") || type.equals("d") ? Optional.empty() : Optional.of(UNSUPPORTED);
  }

  private static boolean isServedElsewhere(String type) {
    for (SessionKind kind : SessionKind.values()) {
      if (kind.serves(type)) {
        return true;
      }
    }
    return false;
  }

  private static Message reject(Message refused, BusinessRefusal refusal) throws FieldNotFound {
    BusinessMessageReject reject = new BusinessMessageReject();
    reject.setInt(45, refused.getHeader().getInt(34));
    reject.setString(372, type(refused));
    reject.setInt(380, refusal.reason());
    reject.setString(58, refusal.text());
    return reject;
  }

  private void completeLogon(Message answer) {
    String asked = line.logon();
    answer.setInt(383, FrameReader.BODY_LENGTH_MAX);
    for (int tag : ECHOED) {
      String value = RawFix.field(asked, tag);
      if (value != null) {
        answer.setString(tag, value);
      }
    }
    if (RawFix.field(asked, 789) != null) {
      answer.setInt(789, line.nextExpectedAfter(RawFix.number(asked, 34)));
    }
  }

  /**
   * The scripts know fewer optional fields: no 371 for these reasons, no 58 for a wrong CompID or
   * time.
   */
  private static void answerAsTheScripts(Message message) {
    String raw = message.toString();
    if (type(message).equals("3")
        && (SCRIPTS_WITHOUT_TAG.contains(RawFix.number(raw, 373))
            || "4".equals(RawFix.field(raw, 372)))) {
      message.removeField(371);
    }
    String text = RawFix.field(raw, 58);
    if (type(message).equals("5")
        && text != null
        && (text.equals("CompID problem") || text.startsWith("SendingTime accuracy problem"))) {
      message.removeField(58);
    }
  }

  private static void shortenReason(Message logout) {
    try {
      if (logout.isSetField(58)) {
        String text = logout.getString(58);
        LOGOUT_TEXTS.forEach((start, code) -> {
          if (text.startsWith(start)) {
            logout.setString(58, code);
          }
        });
      }
    } catch (FieldNotFound e) {
      throw new IllegalStateException(e);
    }
  }

  static String type(Message message) {
    try {
      return message.getHeader().getString(35);
    } catch (FieldNotFound e) {
      throw new IllegalStateException("a parsed message has no MsgType", e);
    }
  }
}
