package obscura.settlement.service.core;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;

/**
 * A batch and what was done about it. A value; {@link #after} gives the next one.
 *
 * @param number never used before on its contract
 * @param deadlineSeconds since 1970: no block after it settles the batch
 * @param trades in the order in which they came
 * @param call what the contract is called with, once two parties signed
 * @param attempts all transactions written for it, oldest first
 * @param inclusion the block it was last seen in, unless that was lost
 * @param reason why it is given up, or NONE
 * @param closed whether nothing is left to watch, its last nonce included
 */
public record Batch(
    long number,
    long deadlineSeconds,
    List<TradeId> trades,
    BatchPhase phase,
    Optional<Bytes> call,
    List<Attempt> attempts,
    Optional<Inclusion> inclusion,
    FailCode reason,
    boolean closed) {
  /**
   * Copies.
   *
   * @throws IllegalArgumentException if there are no trades
   */
  public Batch {
    trades = List.copyOf(trades);
    attempts = List.copyOf(attempts);
    if (trades.isEmpty()) {
      throw new IllegalArgumentException("a batch has trades");
    }
  }

  /** A new batch, not signed. */
  public static Batch assembled(long number, long deadlineSeconds, List<TradeId> trades) {
    return new Batch(
        number,
        deadlineSeconds,
        trades,
        BatchPhase.ASSEMBLED,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        FailCode.NONE,
        false);
  }

  /** Two parties signed. */
  public Batch signed(Bytes contractCall) {
    return with(BatchPhase.SIGNED, Optional.of(contractCall), attempts, inclusion);
  }

  /** Nothing was signed, and nothing is to be watched. */
  public Batch dissolved() {
    return with(BatchPhase.DISSOLVED, call, attempts, inclusion).close();
  }

  /** A transaction was written. */
  public Batch written(Attempt attempt) {
    List<Attempt> all = Stream.concat(attempts.stream(), Stream.of(attempt)).toList();
    return with(phase == BatchPhase.SIGNED ? BatchPhase.SENT : phase, call, all, inclusion);
  }

  /** What a step makes of it. Steps that only do something outside change nothing. */
  public Batch after(Step step) {
    return switch (step) {
      case Step.Include s -> with(BatchPhase.INCLUDED, call, attempts, Optional.of(s.inclusion()));
      case Step.LoseInclusion _ -> with(pursued(), call, attempts, Optional.empty());
      case Step.Confirm s -> with(BatchPhase.CONFIRMED, call, attempts, Optional.of(s.inclusion()));
      case Step.GiveUp s -> because(s.reason()).with(givenUp(), call, attempts, inclusion);
      case Step.Die _ -> with(BatchPhase.DEAD, call, attempts, Optional.empty());
      case Step.Close _ -> close();
      case Step.Write _, Step.Resend _, Step.Count _, Step.NonceTaken _ -> this;
    };
  }

  /** The newest transaction. */
  public Optional<Attempt> last() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.getLast());
  }

  /** How many of the transactions hand it in. */
  public long settlesWritten() {
    return attempts.stream().filter(a -> a.kind() == Attempt.Kind.SETTLE).count();
  }

  /** Whether it is no longer pursued. */
  public boolean isGivenUp() {
    return reason != FailCode.NONE;
  }

  /** Number and phase. */
  @Override
  public String toString() {
    return "batch " + number + " " + phase;
  }

  private BatchPhase pursued() {
    if (isGivenUp()) {
      return BatchPhase.GIVEN_UP;
    }
    return attempts.isEmpty() ? BatchPhase.SIGNED : BatchPhase.SENT;
  }

  private BatchPhase givenUp() {
    return phase == BatchPhase.INCLUDED ? phase : BatchPhase.GIVEN_UP;
  }

  private Batch because(FailCode why) {
    return new Batch(
        number, deadlineSeconds, trades, phase, call, attempts, inclusion, why, closed);
  }

  private Batch close() {
    return new Batch(
        number, deadlineSeconds, trades, phase, call, attempts, inclusion, reason, true);
  }

  private Batch with(
      BatchPhase nextPhase,
      Optional<Bytes> contractCall,
      List<Attempt> written,
      Optional<Inclusion> place) {
    return new Batch(
        number, deadlineSeconds, trades, nextPhase, contractCall, written, place, reason, closed);
  }
}
