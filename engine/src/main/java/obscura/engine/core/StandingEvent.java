package obscura.engine.core;

import java.time.Instant;
import obscura.domain.ClientId;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.RfqId;
import obscura.domain.TradeId;

/**
 * Business that stands open: told to consumers that start anew, and never in the log. What is told
 * so is the present; events that come after it may still lie before it.
 */
public sealed interface StandingEvent extends VenueEvent {
  /** Whose business it is. */
  ParticipantId participant();

  Instant at();

  /** An order that can still be filled. */
  record OrderStands(Instant at, Order order) implements StandingEvent {
    @Override
    public ParticipantId participant() {
      return order.participant();
    }
  }

  /** A taker's request that is neither dealt nor ended. */
  record RequestStands(Instant at, ParticipantId participant, RfqId rfq) implements StandingEvent {}

  /**
   * A maker's part in such a request.
   *
   * @param quoted whether a quote of it stands
   */
  record InvitationStands(
      Instant at,
      ParticipantId participant,
      RfqId rfq,
      ClientId alias,
      boolean quoted,
      PrivacyLevel privacy)
      implements StandingEvent {}

  /** A side of a trade whose settlement is not final. */
  record TradeStands(Instant at, ParticipantId participant, TradeId trade)
      implements StandingEvent {}
}
