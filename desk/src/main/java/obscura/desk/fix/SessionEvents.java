package obscura.desk.fix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import quickfix.Log;
import quickfix.LogFactory;
import quickfix.SessionID;

/**
 * Keeps the last session events (connected, rejected, gap found) and no message at all: a client's
 * log must not hold its orders.
 */
final class SessionEvents implements Log, LogFactory {
  private static final int KEPT = 50;
  private final Deque<String> events = new ArrayDeque<>();

  synchronized List<String> last() {
    return List.copyOf(events);
  }

  @Override
  public Log create(SessionID sessionId) {
    return this;
  }

  @Override
  public synchronized void clear() {
    events.clear();
  }

  @Override
  public void onIncoming(String message) {}

  @Override
  public void onOutgoing(String message) {}

  @Override
  public synchronized void onEvent(String text) {
    events.addLast(text.replace('\u0001', '|'));
    if (events.size() > KEPT) {
      events.removeFirst();
    }
  }

  @Override
  public void onErrorEvent(String text) {
    onEvent(text);
  }
}
