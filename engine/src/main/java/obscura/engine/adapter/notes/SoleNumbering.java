package obscura.engine.adapter.notes;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongFunction;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Settlement;
import obscura.settlement.service.port.UnavailableException;

/**
 * Parties whose jobs nobody else numbers meanwhile: each job is the next one after what they have
 * executed. A venue's jobs are numbered by its log instead ({@link LoggedParties}).
 */
public final class SoleNumbering implements NoteParties {
  private final MpcEngine engine;

  public SoleNumbering(MpcEngine engine) {
    this.engine = engine;
  }

  @Override
  public Outcome run(Settlement task) {
    return next(number -> new Job.Settle(number, task));
  }

  @Override
  public Outcome draw(Handle batch, int size) {
    return next(number -> new Job.RandomPermutation(number, batch, size));
  }

  @Override
  public Evidence evidence(Handle digest) {
    return answer(engine.evidence(digest));
  }

  @Override
  public List<Handle> drawRoots() {
    return answer(engine.drawRoots());
  }

  private synchronized Outcome next(LongFunction<Job> job) {
    return answer(engine.execute(job.apply(engine.executed() + 1)));
  }

  static <T> T answer(CompletableFuture<T> asked) {
    try {
      return asked.join();
    } catch (CompletionException failed) {
      throw new UnavailableException("the parties do not answer", failed);
    }
  }
}
