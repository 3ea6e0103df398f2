package obscura.mpc.party;

import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;

/**
 * The orders of batches, each drawn once: who asks again, under whatever number, hears the same.
 * Else a venue could ask until it likes one. One job.
 */
record BatchOrders(Run run, Draws draws) {
  Outcome of(Job.RandomPermutation job) {
    if (!(run.fact(Fact.drawn(job.batch())) instanceof Fact.Drawn before)) {
      Outcome.Permuted drawn = draws.of(job);
      run.set(new Fact.Drawn(job.batch(), drawn));
      return drawn;
    }
    if (before.permuted().order().size() != job.size()) {
      run.refuse(Rule.USED_BEFORE, "to draw for a batch of another size", job.batch());
    }
    return before.permuted();
  }
}
