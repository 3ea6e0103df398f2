package obscura.engine.adapter.mpc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.engine.core.Ending;
import obscura.engine.core.Ending.Reason;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.MakerWord;
import obscura.engine.core.OrderLifetime;
import obscura.engine.core.ReferencePrice;
import obscura.mpc.api.Ending.Cause;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.SignedPrice;
import obscura.mpc.api.Statement;

/**
 * Jobs of the core in the words of the parties, and their outcomes in the words of the core. What
 * the core believes of an input (whose it is, what it is for, what it replaces, when it arrived)
 * does not go with a job: the parties go by the input's signed record and the job's number.
 */
final class Jobs {
  private static final JobOutcome.Matched UNMATCHED =
      new JobOutcome.Matched(false, false, false, List.of(), false, false, false);

  private Jobs() {}

  /**
   * A job for the parties.
   *
   * @param gateway signs what makers say
   */
  static obscura.mpc.api.Job job(long number, Job job, MpcEngine gateway) {
    return switch (job) {
      case Job.AdmitRequest j ->
          new obscura.mpc.api.Job.AdmitRequest(number, Vectors.handle(j.request()));
      case Job.AdmitQuote j ->
          new obscura.mpc.api.Job.AdmitQuote(
              number, Vectors.handle(j.request()), Vectors.handle(j.quote()));
      case Job.WithdrawQuote j ->
          new obscura.mpc.api.Job.WithdrawQuote(
              number,
              Vectors.handle(j.request()),
              said(
                  gateway,
                  j.word().orElseThrow(),
                  new Purpose.Withdrawal(Vectors.handle(j.quote()))));
      case Job.SelectBest j ->
          new obscura.mpc.api.Job.SelectBest(
              number, Vectors.handle(j.request()), passes(gateway, j.passes(), j.request()));
      case Job.Accept j ->
          new obscura.mpc.api.Job.Accept(
              number, Vectors.handle(j.request()), Vectors.handle(j.taker()));
      case Job.CloseRequest j ->
          new obscura.mpc.api.Job.CloseRequest(
              number, Vectors.handle(j.request()), ending(gateway, j));
      case Job.AddOrder j -> new obscura.mpc.api.Job.AddOrder(number, Vectors.handle(j.order()));
      case Job.RemoveOrder j ->
          new obscura.mpc.api.Job.RemoveOrder(
              number, Vectors.handle(j.order()), ending(gateway, j.why(), j.order()));
      case Job.ReplaceOrder j ->
          new obscura.mpc.api.Job.ReplaceOrder(
              number, Vectors.handle(j.order()), Vectors.handle(j.replacement()));
      case Job.Sweep j -> new obscura.mpc.api.Job.Sweep(number);
      case Job.SetReference j -> new obscura.mpc.api.Job.SetReference(number, price(j.price()));
      case Job.Settle j -> throw new IllegalStateException("only settlement reads its jobs");
    };
  }

  private static List<Statement> passes(
      MpcEngine gateway, List<MakerWord> words, obscura.domain.Handle request) {
    return words.stream().map(word -> pass(gateway, word, Vectors.handle(request))).toList();
  }

  private static Statement pass(MpcEngine gateway, MakerWord word, Handle request) {
    String alias = Purpose.Quote.alias(request, word.maker().value());
    return said(gateway, word, new Purpose.Pass(alias));
  }

  private static Statement said(MpcEngine gateway, MakerWord word, Purpose purpose) {
    return gateway.statement(word.maker().value(), word.at().toEpochMilli(), purpose);
  }

  private static obscura.mpc.api.Ending ending(MpcEngine gateway, Job.CloseRequest job) {
    boolean unquoted = job.why().filter(why -> why.reason() == Reason.NO_QUOTE).isPresent();
    return unquoted
        ? new obscura.mpc.api.Ending.Unquoted(passes(gateway, job.passes(), job.request()))
        : ending(gateway, job.why(), job.request());
  }

  /** What logs of before do not tell counts as the operator's doing: nobody signed it. */
  private static obscura.mpc.api.Ending ending(
      MpcEngine gateway, Optional<Ending> why, obscura.domain.Handle what) {
    if (why.isEmpty()) {
      return new obscura.mpc.api.Ending.ByVenue(Cause.OPERATOR);
    }
    Ending ending = why.get();
    return switch (ending.reason()) {
      case OWNER ->
          new obscura.mpc.api.Ending.ByOwner(
              gateway.statement(
                  ending.owner().value(),
                  ending.at().toEpochMilli(),
                  new Purpose.Cancel(Vectors.handle(what))));
      case EXPIRED -> new obscura.mpc.api.Ending.Expired();
      case HALT -> new obscura.mpc.api.Ending.ByVenue(Cause.HALT);
      case DISCONNECT -> new obscura.mpc.api.Ending.ByVenue(Cause.DISCONNECT);
      case OPERATOR -> new obscura.mpc.api.Ending.ByVenue(Cause.OPERATOR);
      case NO_QUOTE -> new obscura.mpc.api.Ending.Unquoted();
      case HOLD_OVER -> new obscura.mpc.api.Ending.ByVenue(Cause.HOLD_OVER);
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
      case Outcome.Refused o ->
          mayComeLater(job, o.rule()) ? new JobOutcome.TooEarly() : nothing(job);
      case Outcome.Admitted o -> new JobOutcome.Admitted(o.valid());
      case Outcome.Done o ->
          job instanceof Job.SetReference ? new JobOutcome.Admitted(true) : new JobOutcome.Done();
      case Outcome.Selected o ->
          new JobOutcome.Selected(first(o.oneWay()), first(o.offer()), first(o.bid()));
      case Outcome.Accepted o -> accepted(o);
      case Outcome.Matched o -> matched(o);
      case Outcome.Swept o -> new JobOutcome.Swept(first(o.order()), matched(o.matched()), o.due());
      case Outcome.OverBudget o -> new JobOutcome.OverBudget();
      case Outcome.TooLate o -> new JobOutcome.TooLate();
      case Outcome.Removed o -> new JobOutcome.Removed(o.removed());
      case Outcome.Permuted o -> new JobOutcome.Done();
      case Outcome.Settled o -> new JobOutcome.Done();
      case Outcome.Computed o -> throw new IllegalStateException("an answer to no job of ours");
      case Outcome.TooEarly o -> new JobOutcome.TooEarly();
      case Outcome.Composed o -> new JobOutcome.Composed(o.enough(), first(o.terms()));
    };
  }

  /**
   * Before the close, or with a pass in the name of a maker who signs for himself: after the close
   * nothing is said for makers.
   */
  private static boolean mayComeLater(Job job, Rule rule) {
    boolean withPasses =
        switch (job) {
          case Job.SelectBest j -> !j.passes().isEmpty();
          case Job.CloseRequest j -> !j.passes().isEmpty();
          default -> false;
        };
    return rule == Rule.BEFORE_CLOSE || (rule == Rule.SEALED_ONLY && withPasses);
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
      case Job.Settle j -> new JobOutcome.Done();
    };
  }

  private static JobOutcome accepted(Outcome.Accepted accepted) {
    if (accepted.winner().size() <= 1) {
      return new JobOutcome.Accepted(first(accepted.winner()), first(accepted.fill()));
    }
    List<JobOutcome.Deal> deals = new ArrayList<>();
    for (int k = 0; k < accepted.winner().size(); k++) {
      deals.add(
          new JobOutcome.Deal(
              Vectors.handle(accepted.winner().get(k)), Vectors.handle(accepted.fill().get(k))));
    }
    return new JobOutcome.AcceptedOfSeveral(List.copyOf(deals));
  }

  private static JobOutcome.Fill fill(Outcome.Fill fill) {
    return new JobOutcome.Fill(
        Vectors.handle(fill.contra()), Vectors.handle(fill.fill()), fill.contraDone());
  }

  private static Optional<obscura.domain.Handle> first(List<Handle> handles) {
    return handles.stream().findFirst().map(Vectors::handle);
  }
}
