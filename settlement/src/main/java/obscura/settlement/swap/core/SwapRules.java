package obscura.settlement.swap.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What comes next for a swap, given what both chains show now. It looks at levels, not at edges:
 * after a crash the same question gives the same answer, and what a stranger did counts as what we
 * did.
 *
 * <p>Why it stays whole: nothing is claimed before both locks are final and enough time is left
 * ({@link SafeDeadlines}). The second leg is claimed first. Until a claim was handed in, nobody but
 * the parties knows the preimage, so a claim that might come too late is not begun; afterwards it
 * is repeated up to the deadline. The first leg is claimed when the second's claim is final (or
 * cannot wait), so a second leg that went back takes the first one with it.
 */
public final class SwapRules {
  private SwapRules() {}

  /** The next steps, in order. */
  public static List<SwapStep> decide(Swap swap, Sighting seen) {
    if (swap.phase().isFinal()) {
      return List.of();
    }
    Optional<SwapPhase> outcome = outcome(swap, seen);
    if (outcome.isPresent()) {
      return List.of(new SwapStep.Finish(outcome.get()));
    }
    List<SwapStep> steps = new ArrayList<>();
    switch (swap.phase()) {
      case LOCKING -> locking(swap, seen).ifPresent(steps::add);
      case REVEALED -> claim(swap, seen, steps);
      case UNWINDING -> {
        if (isPublic(swap, seen)) {
          claim(swap, seen, steps);
        }
      }
      case SWAPPED, REFUNDED, TORN -> {}
    }
    refund(swap, seen, steps);
    release(seen, steps);
    return steps;
  }

  private static Optional<SwapPhase> outcome(Swap swap, Sighting seen) {
    if (!isOver(swap, seen, Side.FIRST) || !isOver(swap, seen, Side.SECOND)) {
      return Optional.empty();
    }
    boolean first = seen.first().isClaimed();
    boolean second = seen.second().isClaimed();
    if (first != second) {
      return Optional.of(SwapPhase.TORN);
    }
    return Optional.of(first ? SwapPhase.SWAPPED : SwapPhase.REFUNDED);
  }

  private static boolean isOver(Swap swap, Sighting seen, Side side) {
    LegSight leg = seen.of(side);
    if (leg.state() instanceof LockState.Absent absent) {
      boolean neverSigned = swap.phase() == SwapPhase.UNWINDING && swap.lock(side).isEmpty();
      return neverSigned || absent.forever();
    }
    return leg.isClaimedForGood() || leg.isRefundedForGood();
  }

  private static Optional<SwapStep> locking(Swap swap, Sighting seen) {
    if (isPublic(swap, seen)) {
      return Optional.of(new SwapStep.Reveal());
    }
    if (isLate(swap, seen)) {
      return Optional.of(new SwapStep.Unwind(SwapFailure.LATE));
    }
    if (!seen.first().isLockedForGood()) {
      return lock(swap, seen, Side.FIRST);
    }
    if (!seen.second().isLockedForGood()) {
      return lock(swap, seen, Side.SECOND);
    }
    return Optional.of(new SwapStep.Reveal());
  }

  /** Whether there is not enough time any more, by either clock. */
  private static boolean isLate(Swap swap, Sighting seen) {
    for (Side side : Side.values()) {
      LegTimes times = swap.deadlines().of(side);
      long now = seen.of(side).headSeconds();
      boolean unlocked = swap.lock(side).isEmpty();
      if (now > times.revealBy() || (unlocked && now >= times.lockBy())) {
        return true;
      }
    }
    return false;
  }

  private static Optional<SwapStep> lock(Swap swap, Sighting seen, Side side) {
    LegSight leg = seen.of(side);
    if (!leg.isKnown() || leg.isLocked()) {
      return Optional.empty();
    }
    if (swap.lock(side).isEmpty()) {
      return Optional.of(new SwapStep.Prepare(side));
    }
    if (!leg.isComing()) {
      return Optional.of(new SwapStep.Unwind(SwapFailure.NOT_LOCKED));
    }
    return leg.headSeconds() < swap.deadlines().of(side).lockBy()
        ? Optional.of(new SwapStep.Lock(side))
        : Optional.empty();
  }

  private static void claim(Swap swap, Sighting seen, List<SwapStep> steps) {
    LegTimes first = swap.deadlines().first();
    LegTimes second = swap.deadlines().second();
    LegSight firstLeg = seen.first();
    LegSight secondLeg = seen.second();
    if (secondLeg.isLocked() && secondLeg.headSeconds() < second.deadline()) {
      if (isPublic(swap, seen) || secondLeg.headSeconds() <= second.claimBy()) {
        steps.add(new SwapStep.Claim(Side.SECOND));
      }
    }
    if (firstLeg.isLocked() && firstLeg.headSeconds() < first.deadline()) {
      boolean cannotWait = secondLeg.isClaimed() && firstLeg.headSeconds() >= first.claimBy();
      if (secondLeg.isClaimedForGood() || cannotWait) {
        steps.add(new SwapStep.Claim(Side.FIRST));
      }
    }
  }

  private static void refund(Swap swap, Sighting seen, List<SwapStep> steps) {
    for (Side side : Side.values()) {
      LegSight leg = seen.of(side);
      if (leg.isLocked() && leg.headSeconds() >= swap.deadlines().of(side).deadline()) {
        steps.add(new SwapStep.Refund(side));
      }
    }
  }

  private static void release(Sighting seen, List<SwapStep> steps) {
    for (Side side : Side.values()) {
      if (seen.of(side).state() instanceof LockState.Coming coming && coming.late()) {
        steps.add(new SwapStep.Release(side));
      }
    }
  }

  private static boolean isPublic(Swap swap, Sighting seen) {
    return swap.progress().published() || seen.preimage().isPresent();
  }
}
