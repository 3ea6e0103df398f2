package obscura.engine.core;

import java.math.BigDecimal;
import obscura.domain.FirmId;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.PricingRule;
import obscura.domain.PrivacyLevel;
import obscura.domain.TradeId;

/** Requests of the venue's operators; each is answered by {@link AccessEvent.OperatorAnswered}. */
public sealed interface OperatorCommand extends VenueCommand {
  Operation operation();

  /**
   * Who asks.
   *
   * @param operator name in the operator's client certificate
   * @param request unique id of the request, to find its answer; a repeated one is not carried out
   *     twice
   */
  record Operation(String operator, String request) {}

  record AddParticipant(
      Operation operation,
      ParticipantId participant,
      FirmId firm,
      ParticipantKind kind,
      PrivacyLevel privacy)
      implements OperatorCommand {}

  record SuspendParticipant(Operation operation, ParticipantId participant)
      implements OperatorCommand {}

  record ResumeParticipant(Operation operation, ParticipantId participant)
      implements OperatorCommand {}

  record WhitelistMaker(Operation operation, ParticipantId maker, boolean listed)
      implements OperatorCommand {}

  /** Permissioned: only whitelisted makers are asked. Permissionless: every maker. */
  record SetMode(Operation operation, boolean permissioned) implements OperatorCommand {}

  record AddInstrument(
      Operation operation,
      String symbol,
      String chain,
      String assetId,
      BigDecimal tick,
      BigDecimal lot,
      PricingRule pricing)
      implements OperatorCommand {}

  record HaltInstrument(Operation operation, String symbol) implements OperatorCommand {}

  record ResumeInstrument(Operation operation, String symbol) implements OperatorCommand {}

  /**
   * Stops or resumes all trading. On: nothing new is accepted and open requests end; resting orders
   * stay unless {@code cancelOrders}.
   */
  record SwitchTrading(Operation operation, boolean halted, boolean cancelOrders)
      implements OperatorCommand {}

  record CancelOrderByOperator(Operation operation, OrderId order) implements OperatorCommand {}

  /** An act on a FIX session, done by the gateway once it is in the log. */
  record OperateSession(
      Operation operation,
      ParticipantId participant,
      SessionAct act,
      long senderNumber,
      long targetNumber)
      implements OperatorCommand {}

  /** Answered by {@link AccessEvent.OrdersListed}: all open orders, without values. */
  record ListOrders(Operation operation) implements OperatorCommand {}

  /** Answered by {@link AccessEvent.StatusTold}. */
  record AskStatus(Operation operation) implements OperatorCommand {}

  /** Something that an operator only read; recorded for the audit. */
  record NoteInquiry(Operation operation, String inquiry) implements OperatorCommand {}

  /** An oracle's price; answered when the parties have taken or refused it. */
  record PostReference(Operation operation, ReferencePrice price) implements OperatorCommand {}

  /** Settlement of a trade that was reclaimed is tried again. */
  record RetrySettlement(Operation operation, TradeId trade) implements OperatorCommand {}

  enum SessionAct {
    DISCONNECT,
    SET_SEQUENCE,
    RESET_SEQUENCE
  }
}
