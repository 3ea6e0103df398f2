package obscura.settlement.service.core;

import java.util.Optional;

/** What is done next about a batch. */
public sealed interface Step {
  /** It is in a block. */
  record Include(Inclusion inclusion) implements Step {}

  /** More blocks stand on it. */
  record Count(Inclusion inclusion, long confirmations) implements Step {}

  /** The block it was in is no longer of the chain. */
  record LoseInclusion() implements Step {}

  /** It is final. */
  record Confirm(Inclusion inclusion, long confirmations) implements Step {}

  /**
   * Sign a transaction, write it down, send it.
   *
   * @param replaces the transaction whose nonce it takes at a higher price; empty for a new nonce
   */
  record Write(Attempt.Kind kind, Optional<Attempt> replaces) implements Step {}

  /** Send again what was written: nodes forget. */
  record Resend(Attempt attempt) implements Step {}

  /** Something that is not ours took the nonce. */
  record NonceTaken(Attempt attempt) implements Step {}

  /** Pursue it no longer. Its trades get their answer when it is certain. */
  record GiveUp(FailCode reason) implements Step {}

  /** It is certain that it will never be settled. */
  record Die() implements Step {}

  /** Nothing is left to watch. */
  record Close() implements Step {}
}
