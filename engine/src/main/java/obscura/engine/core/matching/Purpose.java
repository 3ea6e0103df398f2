package obscura.engine.core.matching;

import java.time.Instant;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.QuoteId;
import obscura.domain.RfqId;
import obscura.engine.core.OperatorCommand;

/** What an outstanding job is for, and so whom its outcome concerns. */
public sealed interface Purpose {
  sealed interface ForOrder extends Purpose {
    OrderId order();
  }

  sealed interface ForRequest extends Purpose {
    RfqId rfq();
  }

  record AddingOrder(OrderId order) implements ForOrder {}

  record RemovingOrder(OrderId order) implements ForOrder {}

  record ReplacingOrder(
      OrderId order, ClientId clientId, Handle terms, Optional<Instant> expireTime)
      implements ForOrder {}

  record AdmittingRequest(RfqId rfq) implements ForRequest {}

  record AdmittingQuote(RfqId rfq, QuoteId quote) implements ForRequest {}

  record SelectingBest(RfqId rfq) implements ForRequest {}

  record Accepting(RfqId rfq) implements ForRequest {}

  record Sweeping() implements Purpose {}

  record SettingReference(OperatorCommand.PostReference command) implements Purpose {}

  /** A request that is over for the core; only its parties may say that it is too early. */
  record EndingRequest(RfqId rfq) implements ForRequest {}

  /** Nobody waits for the outcome. */
  record Housekeeping() implements Purpose {}
}
