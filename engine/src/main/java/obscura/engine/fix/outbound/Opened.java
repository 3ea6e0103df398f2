package obscura.engine.fix.outbound;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.Handle;
import obscura.engine.port.Terms;

/** The values that the parties opened for the reports of one event, each to its recipient only. */
final class Opened {
  private final Map<String, Map<Handle, Terms>> byRecipient = new HashMap<>();

  /** Takes an answer; an empty one if the parties refused. */
  void add(Question question, List<Terms> answer) {
    Map<Handle, Terms> terms =
        byRecipient.computeIfAbsent(question.recipient(), _ -> new HashMap<>());
    for (int i = 0; i < answer.size(); i++) {
      terms.put(question.handles().get(i), answer.get(i));
    }
  }

  /** Whether anything was opened to this recipient; the parties may have refused. */
  boolean knows(String recipient) {
    return byRecipient.containsKey(recipient);
  }

  /** What was opened to this recipient. */
  Terms terms(String recipient, Handle handle) {
    Terms terms = byRecipient.getOrDefault(recipient, Map.of()).get(handle);
    if (terms == null) {
      throw new IllegalStateException("not opened to " + recipient + ": " + handle);
    }
    return terms;
  }

  Optional<Terms> terms(String recipient, Optional<Handle> handle) {
    return handle.map(present -> terms(recipient, present));
  }

  /** Tells no value. */
  @Override
  public String toString() {
    return "Opened[sealed]";
  }
}
