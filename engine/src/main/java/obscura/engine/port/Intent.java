package obscura.engine.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.engine.core.OrderLifetime;

/** What a message wants its values for: the parties use them for nothing else. */
public sealed interface Intent {
  /**
   * A dark order.
   *
   * @param expires until when it may rest; empty if it does not
   */
  record Order(OrderLifetime lifetime, Optional<Instant> expires) implements Intent {}

  /**
   * A request for quotes.
   *
   * @param invited the makers who may be asked
   * @param closes when the collection of quotes ends
   * @param allowSplit whether several makers may fill it together
   * @param expires when it ends
   */
  record Request(
      boolean twoWay,
      boolean allowPartial,
      List<ParticipantId> invited,
      Instant closes,
      boolean allowSplit,
      Instant expires)
      implements Intent {}

  /**
   * A quote, or one side of it.
   *
   * @param alias the 131 that the maker was asked under, or what it says it is
   */
  record Quote(String alias) implements Intent {}

  /**
   * A deal.
   *
   * @param selection the terms that the taker was shown
   */
  record Accept(Handle selection) implements Intent {}

  /**
   * A replacement of the order that this ClOrdID names.
   *
   * @param expires until when it may rest; empty if as long as that one
   */
  record Replacement(ClientId original, Optional<Instant> expires) implements Intent {}
}
