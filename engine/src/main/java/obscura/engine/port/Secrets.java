package obscura.engine.port;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;

/**
 * The one way in and out of the three parties for values. Answers complete on threads that must not
 * be blocked.
 */
public interface Secrets {
  /** Reads as the compliance store: what is open to compliance. */
  String COMPLIANCE = "!COMPLIANCE";

  /** Reads as the book-entry rail: fills that are open to compliance. */
  String SETTLEMENT = "!SETTLEMENT";

  /**
   * Splits values into shares and forgets them. Completes when all three parties hold their shares
   * durably; exceptionally if the confidential engine is not available.
   *
   * @param record names the message that brought the values; public, without values
   */
  CompletableFuture<Handle> share(
      ParticipantId owner, boolean openToCompliance, String record, Terms terms);

  /**
   * Opens values to one entitled recipient, a CompID or one of the roles above; in the order asked.
   * Completes exceptionally if a party refuses or is away.
   */
  CompletableFuture<List<Terms>> reveal(List<Handle> handles, String recipient);
}
