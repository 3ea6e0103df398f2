package obscura.mpc.api;

import java.util.List;

/**
 * Asks the three parties to open whole vectors to one recipient. Each party checks by itself that
 * the recipient is entitled to every handle, by what the executed jobs granted; one refusal refuses
 * the whole request.
 *
 * @param recipient a CompID, {@link #COMPLIANCE} or {@link #SETTLEMENT}
 */
public record Reveal(List<Handle> handles, String recipient) {
  /** The compliance store of the venue: inputs that are open to compliance, and their fills. */
  public static final String COMPLIANCE = "!COMPLIANCE";

  /** The book-entry rail: inputs and fills that are open to compliance. */
  public static final String SETTLEMENT = "!SETTLEMENT";

  public Reveal {
    handles = List.copyOf(handles);
  }
}
