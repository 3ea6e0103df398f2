package obscura.settlement.swap.core;

/** What is done next about a swap. All of them may be done again without harm. */
public sealed interface SwapStep {
  /** Have a batch with the lock of a leg signed, and write it down. */
  record Prepare(Side side) implements SwapStep {}

  /** Hand the batch in. */
  record Lock(Side side) implements SwapStep {}

  /** Give back what a batch holds that came in part only. */
  record Release(Side side) implements SwapStep {}

  /** Write down that the preimage is revealed from now on. */
  record Reveal() implements SwapStep {}

  /** Write down that it never will be. */
  record Unwind(SwapFailure failure) implements SwapStep {}

  /** Hand a claim in. */
  record Claim(Side side) implements SwapStep {}

  /** Hand a refund in. */
  record Refund(Side side) implements SwapStep {}

  /** Write down how it ended. */
  record Finish(SwapPhase outcome) implements SwapStep {}
}
