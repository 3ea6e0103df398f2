package obscura.settlement.service.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import obscura.domain.SettlementState;
import obscura.settlement.crypto.Bytes;

/**
 * What a batch's steps mean for its trades.
 *
 * @param needed confirmations that make it final
 * @param contract address of the vault
 */
public record TradeRules(long needed, String contract) {
  /** What the parties of a trade in no batch are told. */
  public Notice outside(TradeEntry trade) {
    return notice(trade, 0, Optional.empty(), Notice.Place.NONE);
  }

  /** A trade in no batch is given up. */
  public TradeEntry refused(TradeEntry trade, FailCode reason) {
    return trade.in(TradeState.FAILED).told(SettlementState.FAILED, reason);
  }

  /** Trades get into a batch that may be signed from now on. */
  public BatchChange assembled(Batch batch, List<TradeEntry> trades) {
    return change(batch, trades, t -> t.pending(batch.number()), Notice.Place.NONE);
  }

  /** A transaction was written. */
  public BatchChange written(Batch batch, List<TradeEntry> trades, Attempt attempt) {
    return attempt.kind() == Attempt.Kind.EMPTY || batch.phase().isFinal()
        ? new BatchChange(batch, List.of(), List.of())
        : change(
            batch, trades, t -> t.told(SettlementState.SENT, FailCode.NONE), Notice.Place.NONE);
  }

  /** The note office signed nothing: who it names is refused, the others are as before. */
  public BatchChange dissolved(
      Batch batch, List<TradeEntry> trades, UnaryOperator<TradeEntry> answer) {
    return change(batch.dissolved(), trades, answer, Notice.Place.NONE);
  }

  /** A step was decided. */
  public BatchChange after(Batch before, List<TradeEntry> trades, Step step) {
    Batch batch = before.after(step);
    return switch (step) {
      case Step.Include s -> included(batch, trades, s.inclusion(), 1);
      case Step.Count s -> included(batch, trades, s.inclusion(), s.confirmations());
      case Step.LoseInclusion _ ->
          change(
              batch,
              trades,
              t -> t.told(SettlementState.DROPPED, FailCode.REORGANISED),
              Notice.Place.NONE);
      case Step.Confirm s ->
          change(
              batch,
              trades,
              t -> t.in(TradeState.CONFIRMED).told(SettlementState.FINAL, FailCode.NONE),
              new Notice.Place(s.inclusion().block(), s.confirmations()));
      case Step.Die _ -> change(batch, trades, t -> dead(before, t), Notice.Place.NONE);
      case Step.Write _, Step.Resend _, Step.NonceTaken _, Step.GiveUp _, Step.Close _ ->
          new BatchChange(batch, List.of(), List.of());
    };
  }

  private BatchChange included(
      Batch batch, List<TradeEntry> trades, Inclusion inclusion, long confirmations) {
    return change(
        batch,
        trades,
        t -> t.told(SettlementState.INCLUDED, FailCode.NONE),
        new Notice.Place(inclusion.block(), confirmations));
  }

  /**
   * The batch can never be settled. Trades whose batch was never sent start anew; so do those of a
   * reverted batch, each by itself, so that the guilty one is found; the others have their answer.
   */
  private static TradeEntry dead(Batch batch, TradeEntry trade) {
    boolean reverted = batch.reason() == FailCode.REVERTED;
    if (reverted && batch.trades().size() > 1) {
      return again(trade, FailCode.REVERTED).byItself();
    }
    if (batch.isGivenUp()) {
      return trade.in(TradeState.FAILED).told(SettlementState.FAILED, batch.reason());
    }
    return batch.attempts().isEmpty()
        ? again(trade, FailCode.DEADLINE_PASSED)
        : trade
            .in(TradeState.ROLLED_BACK)
            .told(SettlementState.RECLAIMED, FailCode.DEADLINE_PASSED);
  }

  /** Back to the queue. */
  public static TradeEntry again(TradeEntry trade, FailCode reason) {
    return trade.in(TradeState.INITIATED).told(SettlementState.DROPPED, reason);
  }

  private BatchChange change(
      Batch batch, List<TradeEntry> trades, UnaryOperator<TradeEntry> change, Notice.Place place) {
    List<TradeEntry> after = new ArrayList<>();
    List<Notice> notices = new ArrayList<>();
    Optional<Bytes> transaction =
        batch
            .inclusion()
            .map(Inclusion::transaction)
            .or(() -> batch.last().filter(a -> !batch.phase().isFinal()).map(Attempt::hash));
    for (TradeEntry trade : trades) {
      TradeEntry next = change.apply(trade);
      after.add(next);
      notices.add(notice(next, batch.deadlineSeconds(), transaction, place));
    }
    return new BatchChange(batch, after, notices);
  }

  private Notice notice(
      TradeEntry trade, long deadline, Optional<Bytes> transaction, Notice.Place place) {
    return new Notice(
        trade.id(),
        trade.reported(),
        transaction,
        place,
        needed,
        deadline,
        trade.reason(),
        contract);
  }
}
