package obscura.settlement.swap.core;

import java.util.Optional;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;

/**
 * A swap: one trade, a leg on each of two chains. It names no amount.
 *
 * @param id of the trade
 * @param chains where its legs are
 * @param hash SHA-256 of the preimage
 * @param deadlines of both legs
 * @param progress how far it is
 */
public record Swap(TradeId id, Chains chains, Bytes hash, Deadlines deadlines, Progress progress) {
  /** The chains of both legs, by name. */
  public record Chains(String first, String second) {
    /** That of one leg. */
    public String of(Side side) {
      return side == Side.FIRST ? first : second;
    }
  }

  /**
   * What changes.
   *
   * @param published whether a claim was handed in, so that others may know the preimage
   * @param failure why it was given up
   * @param first lock of the first leg, once it is signed
   * @param second lock of the second
   */
  public record Progress(
      SwapPhase phase,
      boolean published,
      SwapFailure failure,
      Optional<LegLock> first,
      Optional<LegLock> second) {
    static final Progress NONE =
        new Progress(
            SwapPhase.LOCKING, false, SwapFailure.NONE, Optional.empty(), Optional.empty());
  }

  /** A new one. */
  public static Swap started(TradeId id, Chains chains, Bytes hash, Deadlines deadlines) {
    return new Swap(id, chains, hash, deadlines, Progress.NONE);
  }

  /** How far it is. */
  public SwapPhase phase() {
    return progress.phase();
  }

  /** The lock of a leg, once it is signed. */
  public Optional<LegLock> lock(Side side) {
    return side == Side.FIRST ? progress.first() : progress.second();
  }

  /** Two parties signed a batch with the lock of a leg. */
  public Swap prepared(Side side, LegLock lock) {
    Optional<LegLock> now = Optional.of(lock);
    return with(
        new Progress(
            phase(),
            progress.published(),
            progress.failure(),
            side == Side.FIRST ? now : progress.first(),
            side == Side.SECOND ? now : progress.second()));
  }

  /** It is given up. */
  public Swap unwinding(SwapFailure failure) {
    return in(SwapPhase.UNWINDING, progress.published(), failure);
  }

  /** Another phase. */
  public Swap in(SwapPhase phase) {
    return in(phase, progress.published(), progress.failure());
  }

  /** A claim was handed in. */
  public Swap published() {
    return in(phase(), true, progress.failure());
  }

  private Swap in(SwapPhase phase, boolean published, SwapFailure failure) {
    return with(new Progress(phase, published, failure, progress.first(), progress.second()));
  }

  private Swap with(Progress next) {
    return new Swap(id, chains, hash, deadlines, next);
  }
}
