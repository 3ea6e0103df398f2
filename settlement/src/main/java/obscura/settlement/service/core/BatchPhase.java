package obscura.settlement.service.core;

/** How far a batch is. */
public enum BatchPhase {
  /**
   * Number, trades and deadline are written, so the parties may sign it. As anyone may hand in a
   * signed batch, this is the point of no return.
   */
  ASSEMBLED(false),
  /** Signed by two parties. */
  SIGNED(false),
  /** A transaction was written, and may have been sent. */
  SENT(false),
  /** In a block that is not deep enough. */
  INCLUDED(false),
  /** No longer pursued; still settled if it gets into a block before its deadline. */
  GIVEN_UP(false),
  /** Final on the chain. */
  CONFIRMED(true),
  /** Certain never to be settled. */
  DEAD(true),
  /** The note office refused it and signed nothing. */
  DISSOLVED(true);

  private final boolean last;

  BatchPhase(boolean last) {
    this.last = last;
  }

  /** Whether the trades of the batch have their answer. */
  public boolean isFinal() {
    return last;
  }
}
