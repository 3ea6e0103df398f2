package obscura.settlement.service.core;

import java.time.Instant;
import java.util.OptionalLong;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;

/**
 * A trade and how far it is. A value.
 *
 * @param reported what the parties were told last
 * @param batch the batch it is or was last in
 * @param alone whether it goes into a batch of its own, because one that it was in was reverted
 * @param reason why it failed, or NONE
 * @param acceptedAt when it was taken over
 */
public record TradeEntry(
    Instruction instruction,
    TradeState state,
    SettlementState reported,
    OptionalLong batch,
    boolean alone,
    FailCode reason,
    Instant acceptedAt) {
  /** A trade taken over. */
  public static TradeEntry initiated(Instruction instruction, Instant now) {
    return new TradeEntry(
        instruction,
        TradeState.INITIATED,
        SettlementState.MATCHED,
        OptionalLong.empty(),
        false,
        FailCode.NONE,
        now);
  }

  /** Its id. */
  public TradeId id() {
    return instruction.id();
  }

  /** Into a batch that may be signed from now on. */
  public TradeEntry pending(long batchNumber) {
    return new TradeEntry(
        instruction,
        TradeState.PENDING,
        SettlementState.LOCKED,
        OptionalLong.of(batchNumber),
        alone,
        FailCode.NONE,
        acceptedAt);
  }

  /** The parties are told something else. */
  public TradeEntry told(SettlementState settlement, FailCode why) {
    return new TradeEntry(instruction, state, settlement, batch, alone, why, acceptedAt);
  }

  /** To another state. */
  public TradeEntry in(TradeState next) {
    if (state.isFinal()) {
      throw new IllegalStateException("trade " + id() + " is " + state + " for good");
    }
    return new TradeEntry(instruction, next, reported, batch, alone, reason, acceptedAt);
  }

  /** Into a batch of its own next time. */
  public TradeEntry byItself() {
    return new TradeEntry(instruction, state, reported, batch, true, reason, acceptedAt);
  }

  /** Shows no amounts. */
  @Override
  public String toString() {
    return "trade " + id() + " " + state;
  }
}
