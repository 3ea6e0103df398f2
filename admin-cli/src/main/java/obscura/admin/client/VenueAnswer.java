package obscura.admin.client;

import java.util.List;
import java.util.Map;

/**
 * What the venue answered.
 *
 * @param outcome how the call ended
 * @param text what was done, or one line that says why not
 * @param rows what an inquiry found
 */
public record VenueAnswer(Outcome outcome, String text, List<Map<String, Object>> rows) {
  /** How a call ended. */
  public enum Outcome {
    DONE,
    /** The venue said no; nothing was changed. */
    REFUSED,
    /** The call makes no sense to the venue; nothing was changed. */
    MALFORMED,
    /** The venue cannot say now; the same request may be asked again. */
    UNAVAILABLE
  }

  public boolean isDone() {
    return outcome == Outcome.DONE;
  }
}
