package obscura.engine.fix.session;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import quickfix.Message;
import quickfix.MessageQueue;

/**
 * Messages that arrived ahead of a gap: bounded. What does not fit is dropped and asked for again
 * after the gap has closed, like any other gap. Thread-safe.
 */
final class GapQueue implements MessageQueue {
  static final int MESSAGES_MAX = 1_000;
  static final int CHARACTERS_MAX = 4 << 20;

  private final TreeMap<Integer, Message> waiting = new TreeMap<>();
  private int characters;

  @Override
  public synchronized void enqueue(int sequence, Message message) {
    int size = size(message);
    if (waiting.containsKey(sequence)
        || waiting.size() >= MESSAGES_MAX
        || characters + size > CHARACTERS_MAX) {
      return;
    }
    waiting.put(sequence, message);
    characters += size;
  }

  @Override
  public synchronized @Nullable Message dequeue(int sequence) {
    Message message = waiting.remove(sequence);
    if (message != null) {
      characters -= size(message);
    }
    return message;
  }

  @Override
  public synchronized void dequeueMessagesUpTo(int sequence) {
    while (!waiting.isEmpty() && waiting.firstKey() < sequence) {
      dequeue(waiting.firstKey());
    }
  }

  @Override
  public synchronized void clear() {
    waiting.clear();
    characters = 0;
  }

  synchronized int size() {
    return waiting.size();
  }

  private static int size(Message message) {
    String raw = message.toRawString();
    return raw == null ? 0 : raw.length();
  }
}
