package obscura.mpc.party;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import obscura.mpc.api.Ending;
import obscura.mpc.api.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one party has ended on the venue's word alone: a line in the log and a count for each. A job
 * that is done again counts again. Any thread.
 */
final class VenueEndings {
  private static final Logger LOG = LoggerFactory.getLogger(VenueEndings.class);

  private final int party;
  private final Map<Ending.Cause, LongAdder> counts = new EnumMap<>(Ending.Cause.class);

  VenueEndings(int party) {
    this.party = party;
    for (Ending.Cause cause : Ending.Cause.values()) {
      counts.put(cause, new LongAdder());
    }
  }

  /** Takes note of one. Who watches the log is alerted of what the party could not check at all. */
  void note(Ending.Cause cause, long job, Handle handle) {
    counts.getOrDefault(cause, new LongAdder()).increment();
    switch (cause) {
      case HALT, DISCONNECT, OPERATOR ->
          LOG.warn(
              "ALERT party {} in job {}: {} is ended on the venue's word ({}), not its owner's",
              party,
              job,
              handle,
              cause);
      case HOLD_OVER ->
          LOG.info("party {} in job {}: {} is ended by the venue ({})", party, job, handle, cause);
    }
  }

  /** How often for each cause. */
  Map<Ending.Cause, Long> counts() {
    Map<Ending.Cause, Long> copy = new EnumMap<>(Ending.Cause.class);
    counts.forEach((cause, count) -> copy.put(cause, count.sum()));
    return copy;
  }
}
