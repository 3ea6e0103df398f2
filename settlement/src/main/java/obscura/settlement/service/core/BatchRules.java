package obscura.settlement.service.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.settlement.service.core.Attempt.Kind;

/**
 * What comes next for a batch, given what is seen of the chain now. It looks at levels, not at
 * edges: after a crash the same question gives the same answer.
 *
 * <p>Two answers are final. <em>Confirm</em>: so many blocks stand on the batch. <em>Die</em>: a
 * final block is later than the deadline and the state after it does not know the batch. Nothing
 * less makes it certain that a batch stays unsettled: who saw its call data may hand it in under
 * another nonce until then, so an empty transaction of the same nonce only frees the nonce.
 */
public record BatchRules(Patience patience) {
  /** The next steps, in order. */
  public List<Step> decide(Batch batch, Sighting seen, Instant now) {
    if (batch.closed()) {
      return List.of();
    }
    if (batch.phase().isFinal()) {
      return clear(batch, seen, now);
    }
    if (seen.inclusion().isPresent()) {
      return included(batch, seen, seen.inclusion().get());
    }
    List<Step> steps = new ArrayList<>();
    if (batch.inclusion().isPresent()) {
      steps.add(new Step.LoseInclusion());
    }
    if (seen.settled().timeSeconds() > batch.deadlineSeconds()) {
      if (!seen.inFinalState()) {
        steps.add(new Step.Die());
      }
    } else if (batch.call().isPresent()) {
      boolean late = seen.head().timeSeconds() > batch.deadlineSeconds();
      steps.addAll(late ? free(batch, seen, now) : pursue(batch, seen, now));
    }
    return steps;
  }

  private List<Step> included(Batch batch, Sighting seen, Inclusion place) {
    List<Step> steps = new ArrayList<>();
    Optional<Inclusion> before = batch.inclusion();
    if (before.isPresent() && !before.get().equals(place)) {
      steps.add(new Step.LoseInclusion());
    }
    if (!before.equals(Optional.of(place))) {
      steps.add(new Step.Include(place));
    }
    long confirmations = place.confirmations(seen.head().number());
    steps.add(
        confirmations >= patience.confirmations()
            ? new Step.Confirm(place, confirmations)
            : new Step.Count(place, confirmations));
    return steps;
  }

  private List<Step> pursue(Batch batch, Sighting seen, Instant now) {
    Optional<Attempt> last = batch.last();
    if (last.isEmpty()) {
      return batch.isGivenUp() ? List.of() : List.of(new Step.Write(Kind.SETTLE, last));
    }
    if (batch.isGivenUp()) {
      return free(batch, seen, now);
    }
    if (seen.nonce() > last.get().nonce()) {
      return nonceUsed(batch, seen, last.get());
    }
    if (!isOld(last.get(), now)) {
      return List.of(new Step.Resend(last.get()));
    }
    return mayRetry(batch)
        ? List.of(new Step.Write(Kind.SETTLE, last))
        : List.of(new Step.GiveUp(FailCode.GAS_LIMIT));
  }

  /** The nonce is used, and the batch is in no block. */
  private List<Step> nonceUsed(Batch batch, Sighting seen, Attempt last) {
    boolean reverted =
        batch.attempts().stream()
            .anyMatch(a ->
                a.nonce() == last.nonce() && Boolean.FALSE.equals(seen.succeeded().get(a.hash())));
    if (reverted) {
      return List.of(new Step.GiveUp(FailCode.REVERTED));
    }
    if (seen.settledNonce() <= last.nonce()) {
      return List.of();
    }
    Step next =
        mayRetry(batch)
            ? new Step.Write(Kind.SETTLE, Optional.empty())
            : new Step.GiveUp(FailCode.REPLACED);
    return List.of(new Step.NonceTaken(last), next);
  }

  /** Frees the nonce, so that those after it are not held up. */
  private List<Step> free(Batch batch, Sighting seen, Instant now) {
    if (batch.last().isEmpty() || seen.nonce() > batch.last().get().nonce()) {
      return List.of();
    }
    Attempt last = batch.last().get();
    return last.kind() == Kind.EMPTY && !isOld(last, now)
        ? List.of(new Step.Resend(last))
        : List.of(new Step.Write(Kind.EMPTY, Optional.of(last)));
  }

  private List<Step> clear(Batch batch, Sighting seen, Instant now) {
    boolean spent = batch.last().map(last -> seen.settledNonce() > last.nonce()).orElse(true);
    return spent ? List.of(new Step.Close()) : free(batch, seen, now);
  }

  private boolean mayRetry(Batch batch) {
    return batch.settlesWritten() <= patience.retries();
  }

  private boolean isOld(Attempt attempt, Instant now) {
    return !now.isBefore(attempt.writtenAt().plus(patience.retryAfter()));
  }
}
