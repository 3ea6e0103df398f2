package obscura.engine.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.TimeInForce;

/** Messages of the dark pool (rules of engagement 4). */
public sealed interface OrderCommand extends VenueCommand {
  /**
   * NewOrderSingle(D) into the dark pool; {@code expireTime} with good-till-date only.
   *
   * @param rests until when it may rest, as it was signed for the parties; empty if it may not, or
   *     in a log of before
   */
  record SubmitOrder(
      ParticipantId participant,
      ClientId clientId,
      Stamp stamp,
      Handle terms,
      TimeInForce timeInForce,
      Optional<Instant> expireTime,
      PrivacyLevel privacy,
      OrderNotes notes,
      Optional<Instant> rests)
      implements OrderCommand {}

  /** OrderCancelRequest(F). */
  record CancelOrder(ParticipantId participant, ClientId clientId, ClientId originalId, Stamp stamp)
      implements OrderCommand {}

  /**
   * OrderCancelReplaceRequest(G).
   *
   * @param privacy the level that it names: it must be the order's; empty for just that
   */
  record ReplaceOrder(
      ParticipantId participant,
      ClientId clientId,
      ClientId originalId,
      Stamp stamp,
      Handle terms,
      Optional<Instant> expireTime,
      Optional<PrivacyLevel> privacy)
      implements OrderCommand {}

  /**
   * OrderMassCancelRequest(q).
   *
   * @param scoped 530=1: only the orders of one instrument, which the gateway remembers and nobody
   *     else is told
   */
  record MassCancel(ParticipantId participant, ClientId clientId, Stamp stamp, boolean scoped)
      implements OrderCommand {}

  /**
   * The gateway's answer to {@link OrderEvent.MassCancelScoped}: which of the owner's orders are in
   * the instrument.
   *
   * @param forgotten the gateway restarted and does not know any more which instrument was meant
   */
  record ResolveMassCancel(
      ParticipantId participant, ClientId clientId, List<OrderId> orders, boolean forgotten)
      implements OrderCommand {}

  /** OrderStatusRequest(H). */
  record QueryOrder(ParticipantId participant, ClientId clientId, Optional<String> requestId)
      implements OrderCommand {}

  /** OrderMassStatusRequest(AF); for one instrument the gateway picks from the answer. */
  record QueryOrders(ParticipantId participant, String requestId) implements OrderCommand {}
}
