package obscura.engine.adapter.mpc;

import java.util.List;
import java.util.Optional;
import obscura.domain.ParticipantId;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.OrderLifetime;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Outcome;

/** Jobs of the core in the words of the parties, and their outcomes in the words of the core. */
final class Jobs {
  private Jobs() {}

  static obscura.mpc.api.Job job(long number, Job job) {
    return switch (job) {
      case Job.AdmitRequest j ->
          new obscura.mpc.api.Job.AdmitRequest(
              number,
              Vectors.handle(j.request()),
              j.twoWay(),
              j.allowPartial(),
              j.invited().stream().map(ParticipantId::value).toList(),
              j.enabled());
      case Job.AdmitQuote j ->
          new obscura.mpc.api.Job.AdmitQuote(
              number,
              Vectors.handle(j.request()),
              Vectors.handle(j.quote()),
              j.replaces().stream().map(Vectors::handle).toList(),
              j.maker().value(),
              j.enabled());
      case Job.WithdrawQuote j ->
          new obscura.mpc.api.Job.WithdrawQuote(
              number, Vectors.handle(j.request()), Vectors.handle(j.quote()));
      case Job.SelectBest j ->
          new obscura.mpc.api.Job.SelectBest(number, Vectors.handle(j.request()));
      case Job.Accept j ->
          new obscura.mpc.api.Job.Accept(
              number,
              Vectors.handle(j.request()),
              Vectors.handle(j.selection()),
              Vectors.handle(j.taker()),
              j.enabled());
      case Job.CloseRequest j ->
          new obscura.mpc.api.Job.CloseRequest(number, Vectors.handle(j.request()));
      case Job.AddOrder j ->
          new obscura.mpc.api.Job.AddOrder(
              number,
              Vectors.handle(j.order()),
              j.firm().value(),
              j.arrival(),
              lifetime(j.lifetime()),
              j.enabled());
      case Job.RemoveOrder j ->
          new obscura.mpc.api.Job.RemoveOrder(number, Vectors.handle(j.order()));
      case Job.ReplaceOrder j ->
          new obscura.mpc.api.Job.ReplaceOrder(
              number,
              Vectors.handle(j.order()),
              Vectors.handle(j.replacement()),
              j.arrival(),
              j.enabled());
    };
  }

  private static Lifetime lifetime(OrderLifetime lifetime) {
    return switch (lifetime) {
      case RESTS -> Lifetime.RESTS;
      case IMMEDIATE_OR_CANCEL -> Lifetime.IMMEDIATE_OR_CANCEL;
      case FILL_OR_KILL -> Lifetime.FILL_OR_KILL;
    };
  }

  static JobOutcome outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Admitted o -> new JobOutcome.Admitted(o.valid());
      case Outcome.Done o -> new JobOutcome.Done();
      case Outcome.Selected o ->
          new JobOutcome.Selected(first(o.oneWay()), first(o.offer()), first(o.bid()));
      case Outcome.Accepted o -> new JobOutcome.Accepted(first(o.winner()), first(o.fill()));
      case Outcome.Matched o ->
          new JobOutcome.Matched(
              o.valid(),
              o.ended(),
              o.keptArrival(),
              o.fills().stream().map(Jobs::fill).toList(),
              o.done(),
              o.resting());
      case Outcome.Removed o -> new JobOutcome.Removed(o.removed());
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
