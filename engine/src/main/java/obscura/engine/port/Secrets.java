package obscura.engine.port;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.Instrument;

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
   * durably; exceptionally if the confidential engine is not available or refuses.
   *
   * @param from the message that brought the values
   */
  CompletableFuture<Handle> share(Provenance from, Terms terms);

  /**
   * Opens values to one entitled recipient, a CompID or one of the roles above; in the order asked.
   * Completes exceptionally if a party refuses or is away.
   */
  CompletableFuture<List<Terms>> reveal(List<Handle> handles, String recipient);

  /** The least that the parties take of a firm as an order or a request, in lots; 0 for any. */
  long least(FirmId firm, Instrument instrument);
}
