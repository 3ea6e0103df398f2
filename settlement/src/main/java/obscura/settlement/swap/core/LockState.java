package obscura.settlement.swap.core;

/** What a chain shows of a lock. <em>Settled</em>: what made it so is final. */
public sealed interface LockState {
  /** The chain cannot be asked now. */
  record Unknown() implements LockState {}

  /**
   * There is no such lock.
   *
   * @param forever a final block is later than the lock may come
   */
  record Absent(boolean forever) implements LockState {}

  /**
   * Its batch is coming in, in pieces, and holds notes meanwhile.
   *
   * @param late the vault takes no more of it: what it holds is to be given back
   */
  record Coming(boolean late) implements LockState {}

  /** It is there, neither claimed nor refunded. */
  record Locked(Inclusion at, boolean settled) implements LockState {}

  /** Its owner has it. */
  record Claimed(Inclusion lockedAt, Claim claim, boolean settled) implements LockState {}

  /** Its refund owner has it. */
  record Refunded(boolean settled) implements LockState {}
}
