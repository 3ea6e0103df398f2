package obscura.engine.core;

import java.time.Instant;
import java.util.List;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;

/** Changes of who and what may trade, and of sessions. */
public sealed interface AccessEvent extends VenueEvent {
  Instant at();

  record ParticipantChanged(Instant at, Participant participant) implements AccessEvent {}

  /** {@code halted}: nothing in it is accepted; resting orders stay. */
  record InstrumentChanged(Instant at, Instrument instrument, boolean halted)
      implements AccessEvent {}

  /** An instrument is new: nobody is woken for it, whoever wants it asks for the list. */
  record InstrumentListed(Instant at, Instrument instrument) implements AccessEvent {}

  /** Trading as a whole stopped or resumed: TradingSessionStatus(h). */
  record TradingSwitched(Instant at, boolean halted) implements AccessEvent {}

  record ModeChanged(Instant at, boolean permissioned) implements AccessEvent {}

  record SessionChanged(Instant at, ParticipantId participant, boolean open)
      implements AccessEvent {}

  /** The confidential engine became reachable or not. */
  record EngineChanged(Instant at, boolean available) implements AccessEvent {}

  /** The gateway has to do this to a session. */
  record SessionActOrdered(Instant at, OperatorCommand.OperateSession act) implements AccessEvent {}

  /**
   * An operator's request was carried out or refused.
   *
   * @param text what was done, or one line that says why not
   */
  record OperatorAnswered(
      Instant at, OperatorCommand.Operation operation, String action, boolean done, String text)
      implements AccessEvent {}

  /** Open orders, oldest first within each participant. */
  record OrdersListed(Instant at, OperatorCommand.Operation operation, List<Order> orders)
      implements AccessEvent {}

  /** How the venue stands. */
  record StatusTold(
      Instant at,
      OperatorCommand.Operation operation,
      boolean halted,
      boolean permissioned,
      boolean engineAvailable,
      int openOrders,
      int openRequests,
      int outstandingJobs,
      int unsettledTrades)
      implements AccessEvent {}

  /** Something for compliance to look at (rules of engagement 6.3). */
  record AlertRaised(Instant at, AlertKind kind, ParticipantId participant, String reference)
      implements AccessEvent {}

  /** AlertKind(20060). */
  enum AlertKind {
    WASH_TRADE(1),
    ORDER_TO_TRADE(2),
    KEY_REUSE(3),
    SANCTIONS(4),
    SPOOFING(5),
    NONCE_REPLAY(6),
    QUOTE_FADING(7);

    private final int fix;

    AlertKind(int fix) {
      this.fix = fix;
    }

    /** The value of field 20060. */
    public int fix() {
      return fix;
    }
  }
}
