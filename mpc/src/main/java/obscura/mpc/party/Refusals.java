package obscura.mpc.party;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import obscura.mpc.api.Handle;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Rule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one party refused by its rules: a line in the log and a count for each. Any thread. */
final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final int party;
  private final Map<Rule, LongAdder> counts = new EnumMap<>(Rule.class);

  Refusals(int party) {
    this.party = party;
    for (Rule rule : Rule.values()) {
      counts.put(rule, new LongAdder());
    }
  }

  /** Takes note of one; {@code what} tells no value. */
  void note(Rule rule, String what, Handle handle) {
    counts.getOrDefault(rule, new LongAdder()).increment();
    LOG.warn("ALERT party {} refuses ({}): {}: {}", party, rule, what, handle);
  }

  /** Takes note of one, and is what the venue is told. */
  RefusedException of(Rule rule, String what, Handle handle) {
    note(rule, what, handle);
    return new RefusedException(rule, "party " + party + " refuses: " + what);
  }

  /** How often each rule was broken. */
  Map<Rule, Long> counts() {
    Map<Rule, Long> copy = new EnumMap<>(Rule.class);
    counts.forEach((rule, count) -> copy.put(rule, count.sum()));
    return copy;
  }
}
