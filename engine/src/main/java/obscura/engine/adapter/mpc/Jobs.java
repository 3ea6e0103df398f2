package obscura.engine.adapter.mpc;

import java.util.List;
import java.util.Optional;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.OrderLifetime;
import obscura.engine.core.ReferencePrice;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.SignedPrice;

/**
 * Jobs of the core in the words of the parties, and their outcomes in the words of the core. What
 * the core believes of an input (whose it is, what it is for, what it replaces, when it arrived)
 * does not go with a job: the parties go by the input's signed record and the job's number.
 */
final class Jobs {
  private static final JobOutcome.Matched UNMATCHED =
      new JobOutcome.Matched(false, false, false, List.of(), false, false, false);

  private Jobs() {}

  static obscura.mpc.api.Job job(long number, Job job) {
    return switch (job) {
      case Job.AdmitRequest j ->
          new obscura.mpc.api.Job.AdmitRequest(number, Vectors.handle(j.request()));
      case Job.AdmitQuote j ->
          new obscura.mpc.api.Job.AdmitQuote(
              number, Vectors.handle(j.request()), Vectors.handle(j.quote()));
      case Job.WithdrawQuote j ->
          new obscura.mpc.api.Job.WithdrawQuote(
              number, Vectors.handle(j.request()), Vectors.handle(j.quote()));
      case Job.SelectBest j ->
          new obscura.mpc.api.Job.SelectBest(number, Vectors.handle(j.request()));
      case Job.Accept j ->
          new obscura.mpc.api.Job.Accept(
              number, Vectors.handle(j.request()), Vectors.handle(j.taker()));
      case Job.CloseRequest j ->
          new obscura.mpc.api.Job.CloseRequest(number, Vectors.handle(j.request()));
      case Job.AddOrder j -> new obscura.mpc.api.Job.AddOrder(number, Vectors.handle(j.order()));
      case Job.RemoveOrder j ->
          new obscura.mpc.api.Job.RemoveOrder(number, Vectors.handle(j.order()));
      case Job.ReplaceOrder j ->
          new obscura.mpc.api.Job.ReplaceOrder(
              number, Vectors.handle(j.order()), Vectors.handle(j.replacement()));
      case Job.Sweep j -> new obscura.mpc.api.Job.Sweep(number);
      case Job.SetReference j -> new obscura.mpc.api.Job.SetReference(number, price(j.price()));
    };
  }

  private static SignedPrice price(ReferencePrice price) {
    return new SignedPrice(
        price.instance(),
        price.instrument(),
        price.ticks(),
        price.timeMillis(),
        price.oracle(),
        price.signature());
  }

  static Lifetime lifetime(OrderLifetime lifetime) {
    return switch (lifetime) {
      case RESTS -> Lifetime.RESTS;
      case IMMEDIATE_OR_CANCEL -> Lifetime.IMMEDIATE_OR_CANCEL;
      case FILL_OR_KILL -> Lifetime.FILL_OR_KILL;
    };
  }

  static JobOutcome outcome(Job job, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused o -> nothing(job);
      case Outcome.Admitted o -> new JobOutcome.Admitted(o.valid());
      case Outcome.Done o ->
          job instanceof Job.SetReference ? new JobOutcome.Admitted(true) : new JobOutcome.Done();
      case Outcome.Selected o ->
          new JobOutcome.Selected(first(o.oneWay()), first(o.offer()), first(o.bid()));
      case Outcome.Accepted o -> new JobOutcome.Accepted(first(o.winner()), first(o.fill()));
      case Outcome.Matched o -> matched(o);
      case Outcome.Swept o -> new JobOutcome.Swept(first(o.order()), matched(o.matched()), o.due());
      case Outcome.OverBudget o -> new JobOutcome.OverBudget();
      case Outcome.Removed o -> new JobOutcome.Removed(o.removed());
      case Outcome.Permuted o -> throw new IllegalStateException("an answer to no job of ours");
      case Outcome.Computed o -> throw new IllegalStateException("an answer to no job of ours");
    };
  }

  private static JobOutcome.Matched matched(Outcome.Matched o) {
    return new JobOutcome.Matched(
        o.valid(),
        o.ended(),
        o.keptArrival(),
        o.fills().stream().map(Jobs::fill).toList(),
        o.done(),
        o.resting(),
        o.unfinished());
  }

  /** What the core is told of a job that the parties refused: that nothing came of it. */
  private static JobOutcome nothing(Job job) {
    return switch (job) {
      case Job.AdmitRequest j -> new JobOutcome.Admitted(false);
      case Job.AdmitQuote j -> new JobOutcome.Admitted(false);
      case Job.WithdrawQuote j -> new JobOutcome.Done();
      case Job.CloseRequest j -> new JobOutcome.Done();
      case Job.SelectBest j ->
          new JobOutcome.Selected(Optional.empty(), Optional.empty(), Optional.empty());
      case Job.Accept j -> new JobOutcome.Accepted(Optional.empty(), Optional.empty());
      case Job.AddOrder j -> UNMATCHED;
      case Job.ReplaceOrder j -> UNMATCHED;
      case Job.RemoveOrder j -> new JobOutcome.Removed(false);
      case Job.Sweep j -> new JobOutcome.Swept(Optional.empty(), UNMATCHED, false);
      case Job.SetReference j -> new JobOutcome.Admitted(false);
    };
  }

  private static JobOutcome.Fill fill(Outcome.Fill fill) {
    return new JobOutcome.Fill(
        Vectors.handle(fill.contra()), Vectors.handle(fill.fill()), fill.contraDone());
  }

  private static Optional<obscura.domain.Handle> first(List<Handle> handles) {
    return handles.stream().findFirst().map(Vectors::handle);
  }
}
