package obscura.settlement.service.core;

/**
 * How far a trade is. {@code INITIATED → PENDING → CONFIRMED | FAILED | ROLLED_BACK}; from PENDING
 * back to INITIATED only when it is certain that the batch it was in can never be settled.
 */
public enum TradeState {
  /** Taken over; in no batch. It may be given up at once. */
  INITIATED(false, false),
  /** In a batch that two parties may have signed: from here on the chain decides. */
  PENDING(true, false),
  /** Final on the chain. */
  CONFIRMED(true, true),
  /** Nothing was moved and nothing can be. */
  FAILED(true, true),
  /** It was sent, its time ran out, nothing was moved and nothing can be. */
  ROLLED_BACK(true, true);

  private final boolean beyondReturn;
  private final boolean last;

  TradeState(boolean beyondReturn, boolean last) {
    this.beyondReturn = beyondReturn;
    this.last = last;
  }

  /** Whether the point of no return is passed: nobody can simply decide to forget this trade. */
  public boolean isBeyondReturn() {
    return beyondReturn;
  }

  /** Whether no other state follows. */
  public boolean isFinal() {
    return last;
  }
}
