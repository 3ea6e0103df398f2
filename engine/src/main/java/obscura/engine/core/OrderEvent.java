package obscura.engine.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.TradeId;
import obscura.domain.VenueCode;

/** What became of orders. */
public sealed interface OrderEvent extends VenueEvent {
  /** Who is told: the owner. */
  ParticipantId participant();

  Instant at();

  /**
   * A report that is no fill: 8 with {@code type} as ExecType(150).
   *
   * @param order as it stands after this
   * @param clientId ClOrdID(11) of the report
   * @param originalId OrigClOrdID(41), for cancels and replaces
   * @param code why, where the owner did not ask for it
   * @param statusRequest OrdStatusReqID(790), for status
   */
  record OrderReported(
      Instant at,
      Order order,
      ReportType type,
      ExecId exec,
      ClientId clientId,
      Optional<ClientId> originalId,
      Optional<VenueCode> code,
      Optional<String> statusRequest)
      implements OrderEvent {
    @Override
    public ParticipantId participant() {
      return order.participant();
    }
  }

  /**
   * A fill of an order: 8 with 150=F.
   *
   * @param order as it stands after this fill; the fill is the last in its list
   */
  record OrderFilled(Instant at, Order order, ExecId exec, TradeId trade) implements OrderEvent {
    @Override
    public ParticipantId participant() {
      return order.participant();
    }
  }

  /**
   * An order, or an accept, was refused: 8 with 150=8.
   *
   * @param terms to be revealed to the owner for the report; empty where nothing was shared
   * @param code empty if the parties found the values wrong: then the reason is in the terms
   * @param ticket of {@link SessionCommand.RecordRefusal}, 0 for none
   */
  record OrderRefused(
      Instant at,
      ParticipantId participant,
      FirmId firm,
      String clientId,
      Optional<Handle> terms,
      Optional<VenueCode> code,
      String detail,
      ExecId exec,
      boolean quoted,
      long ticket)
      implements OrderEvent {}

  /**
   * A cancel or replace was refused: 9.
   *
   * @param order the order, if it is known
   * @param code empty if the parties found the replacement's values wrong: then the reason is in
   *     {@code terms}
   */
  record CancelRefused(
      Instant at,
      ParticipantId participant,
      FirmId firm,
      String clientId,
      String originalId,
      boolean replace,
      Optional<Order> order,
      CancelRefusal reason,
      Optional<VenueCode> code,
      Optional<Handle> terms,
      String detail)
      implements OrderEvent {}

  /**
   * The owner asked to cancel its orders in one instrument: the gateway finds out which ({@link
   * OrderCommand.ResolveMassCancel}).
   */
  record MassCancelScoped(
      Instant at, ParticipantId participant, ClientId clientId, List<Order> open)
      implements OrderEvent {}

  /** r: how many orders will be cancelled, each told by its own 8; or why none. */
  record MassCancelAnswered(
      Instant at,
      ParticipantId participant,
      FirmId firm,
      String clientId,
      boolean scoped,
      int count,
      ExecId exec,
      Optional<VenueCode> code)
      implements OrderEvent {}

  /** Answer to OrderMassStatusRequest(AF). */
  record OrdersReported(
      Instant at, ParticipantId participant, String requestId, List<Order> open, ExecId exec)
      implements OrderEvent {}

  /** A status was asked of an order that is not known: 8 with 37=NONE. */
  record OrderUnknown(
      Instant at,
      ParticipantId participant,
      ClientId clientId,
      Optional<String> statusRequest,
      ExecId exec)
      implements OrderEvent {}

  /** A message outside the flows was refused: j. */
  record MessageRefused(
      Instant at,
      ParticipantId participant,
      FirmId firm,
      String reference,
      VenueCode code,
      String detail,
      long ticket)
      implements OrderEvent {}
}
