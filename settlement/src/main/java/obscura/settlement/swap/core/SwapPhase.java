package obscura.settlement.swap.core;

/**
 * How far a swap is. {@code LOCKING → REVEALED | UNWINDING}, {@code REVEALED → SWAPPED | REFUNDED},
 * {@code UNWINDING → REFUNDED}; TORN is for a chain that broke its times, or parties that gave the
 * preimage away.
 */
public enum SwapPhase {
  /** Locks are handed in. It may still be given up. */
  LOCKING(false),
  /** The point of no return: the preimage may be known to others from here on. */
  REVEALED(false),
  /** Given up: the preimage is never revealed; what is locked goes back after its deadline. */
  UNWINDING(false),
  /** Both legs claimed, finally. */
  SWAPPED(true),
  /** Each leg refunded finally, or never locked. */
  REFUNDED(true),
  /** One leg claimed and the other not, finally: an operator must look. */
  TORN(true);

  private final boolean last;

  SwapPhase(boolean last) {
    this.last = last;
  }

  /** Whether no other phase follows. */
  public boolean isFinal() {
    return last;
  }
}
