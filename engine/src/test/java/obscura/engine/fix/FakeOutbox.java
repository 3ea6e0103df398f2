package obscura.engine.fix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import obscura.engine.fix.outbound.Outbox;
import quickfix.Message;

/** Sessions whose store is a list. */
public final class FakeOutbox implements Outbox {
  /** A message as it was stored. */
  public record Sent(String compId, Message message, long key) {
    /** The fields with | between them, without header and trailer, in the order of the wire. */
    public String body() {
      String raw = message.toString().replace('\u0001', '|');
      return raw.replaceFirst("^(8=[^|]*\\|)?9=[0-9]*\\|", "").replaceFirst("10=[0-9]{3}\\|$", "");
    }
  }

  private final List<Sent> sent = new ArrayList<>();
  private final Map<String, Long> last = new HashMap<>();

  /** How many of the next stores fail. */
  public final AtomicInteger storesToFail = new AtomicInteger();

  @Override
  public synchronized boolean send(String compId, Message message, long outputKey) {
    if (storesToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return false;
    }
    sent.add(new Sent(compId, message, outputKey));
    last.put(compId, outputKey);
    notifyAll();
    return true;
  }

  @Override
  public synchronized boolean send(String compId, Message message) {
    sent.add(new Sent(compId, message, -1));
    notifyAll();
    return true;
  }

  @Override
  public synchronized long lastOutput(String compId) {
    return last.getOrDefault(compId, -1L);
  }

  public synchronized void alreadySent(String compId, long key) {
    last.put(compId, key);
  }

  public synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }
}
