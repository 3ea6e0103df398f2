package obscura.mpc.party;

import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.codec.Encoder;
import obscura.mpc.share.Commitment;

/** Finds the code of a job, and its digest. */
final class Jobs {
  private Jobs() {}

  /** Executes, or refuses by a rule: then the outcome says which. */
  static Outcome execute(Run run, Job job, Charter charter, Draws draws) {
    Outcome outcome = dispatch(run, job, charter, draws);
    Rule broken = run.refusal();
    return broken == null ? outcome : new Outcome.Refused(broken);
  }

  private static Outcome dispatch(Run run, Job job, Charter charter, Draws draws) {
    return switch (job) {
      case Job.AdmitRequest j -> new RequestJobs(run).admit(j);
      case Job.AdmitQuote j -> new RequestJobs(run).admit(j);
      case Job.WithdrawQuote j -> new RequestJobs(run).withdraw(j);
      case Job.SelectBest j -> new RequestJobs(run).select(j);
      case Job.Accept j -> new RequestJobs(run).accept(j);
      case Job.CloseRequest j -> new RequestJobs(run).close(j);
      case Job.AddOrder j -> new OrderJobs(run).add(j);
      case Job.RemoveOrder j -> new OrderJobs(run).remove(j);
      case Job.ReplaceOrder j -> new OrderJobs(run).replace(j);
      case Job.Compute j -> new PlainJobs(run).compute(j, charter.plainOperations());
      case Job.Settle j -> new SettlementJobs(run).of(j.task());
      case Job.RandomPermutation j -> new BatchOrders(run, draws).of(j);
      case Job.Sweep j -> new Sweeps(run).sweep();
      case Job.SetReference j -> new ReferenceJobs(run).set(j);
    };
  }

  /** SHA-256 of the job's canonical bytes. */
  static Handle digest(Job job) {
    return Handle.of(Commitment.sha256().digest(new Encoder().job(job).bytes()));
  }
}
