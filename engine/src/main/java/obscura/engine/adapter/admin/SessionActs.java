package obscura.engine.adapter.admin;

import java.util.HashMap;
import java.util.Map;
import obscura.engine.core.OperatorCommand.OperateSession;
import obscura.engine.port.SessionOperations;

/**
 * Carries out what operators ordered of sessions, when the log has it, and at most once: a reset
 * that is done again after a crash would throw away reports. Thread-safe.
 */
final class SessionActs {
  private final SessionOperations sessions;
  private final Map<String, Answer> done = new HashMap<>();

  SessionActs(SessionOperations sessions) {
    this.sessions = sessions;
  }

  /** The log has just ordered this act. */
  Answer perform(OperateSession act) {
    Answer answer = operate(act);
    synchronized (done) {
      done.put(act.operation().request(), answer);
    }
    return answer;
  }

  /** The log had ordered it before under this request. */
  Answer again(OperateSession act) {
    String request = act.operation().request();
    synchronized (done) {
      return done.getOrDefault(
          request,
          Answer.of(
              Answer.REFUSED,
              "request "
                  + request
                  + " was ordered before the venue's last start; whether it was done is not known:"
                  + " look at session list and use another request id"));
    }
  }

  /** The request is so old that its id may be forgotten. */
  void forget(String request) {
    synchronized (done) {
      done.remove(request);
    }
  }

  private Answer operate(OperateSession act) {
    try {
      switch (act.act()) {
        case DISCONNECT -> sessions.disconnect(act.participant(), "OPERATOR");
        case RESET_SEQUENCE -> sessions.resetSequence(act.participant());
        case SET_SEQUENCE ->
            sessions.setSequence(act.participant(), act.senderNumber(), act.targetNumber());
      }
      return Answer.of(Answer.DONE, inWords(act));
    } catch (RuntimeException e) {
      return Answer.of(Answer.REFUSED, "ordered, but not done: " + e.getMessage());
    }
  }

  private static String inWords(OperateSession act) {
    return switch (act.act()) {
      case DISCONNECT -> act.participant() + " is logged out";
      case RESET_SEQUENCE -> "both sequence numbers of " + act.participant() + " restart at 1";
      case SET_SEQUENCE ->
          "next numbers of "
              + act.participant()
              + ": "
              + act.senderNumber()
              + " to it, "
              + act.targetNumber()
              + " from it";
    };
  }
}
