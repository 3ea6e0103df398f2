package obscura.settlement.swap.core;

/**
 * What is seen of a leg now.
 *
 * @param headSeconds the newest block's time; 0 if the state is unknown
 */
public record LegSight(LockState state, long headSeconds) {
  /** A chain that cannot be asked. */
  public static final LegSight NONE = new LegSight(new LockState.Unknown(), 0);

  boolean isLocked() {
    return state instanceof LockState.Locked;
  }

  boolean isLockedForGood() {
    return state instanceof LockState.Locked locked && locked.settled();
  }

  boolean isClaimed() {
    return state instanceof LockState.Claimed;
  }

  boolean isClaimedForGood() {
    return state instanceof LockState.Claimed claimed && claimed.settled();
  }

  boolean isRefundedForGood() {
    return state instanceof LockState.Refunded refunded && refunded.settled();
  }

  /** Whether the lock may still come. */
  boolean isComing() {
    return (state instanceof LockState.Absent absent && !absent.forever())
        || (state instanceof LockState.Coming coming && !coming.late());
  }

  boolean isKnown() {
    return !(state instanceof LockState.Unknown);
  }
}
