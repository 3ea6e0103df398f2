package obscura.mpc.party;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Measured;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Sample;
import obscura.mpc.input.SealedPart;
import obscura.mpc.input.SharedInput;

/**
 * One party as the venue sees it, in this process or at the other end of a line. Nothing blocks;
 * any thread may ask; one thread's questions reach the party in the order in which they are asked.
 * An answer completes with {@link obscura.mpc.net.PeerSilentException} if the question may be asked
 * again later, with {@link obscura.mpc.net.CheatingException} if another party seems to cheat, and
 * with {@link obscura.mpc.api.RefusedException} if a rule of the party forbids an answer; any other
 * failure is final.
 */
public interface PartyPort {
  CompletableFuture<PartyStatus> status(long deadlineNanos);

  /**
   * Begins an epoch together with the other two: fresh lines, an agreed state, fresh keys. Answered
   * with the last job that all three executed.
   *
   * @param epoch its number, a run above all that a party has begun
   */
  CompletableFuture<Long> join(long epoch, long deadlineNanos);

  /**
   * Hands over a roster: the party verifies it, and goes by it from the next epoch on. Answered
   * with its length.
   *
   * @param text in the format of {@link obscura.mpc.roster.RosterText}
   */
  CompletableFuture<Long> roster(String text, long deadlineNanos);

  /** Checks the signature and the commitments, and stores the shares. */
  CompletableFuture<Handle> put(SharedInput input, Ask ask);

  /**
   * Opens what an owner sealed to this party, checks the commitments, and stores the keys; refused
   * with {@link obscura.mpc.api.Rule#BOX} if it does not open.
   */
  CompletableFuture<Handle> putSealed(SealedPart part, Ask ask);

  /**
   * Executes a job, or answers it again.
   *
   * @param run above all runs before; not used if the job was executed already
   */
  CompletableFuture<Outcome> execute(Job job, long run, Ask ask);

  /**
   * Does some milliseconds of work on the stock of triples, together with the other two. Answered
   * with whether more is wanted; false in the semi-honest mode.
   *
   * @param run above all runs before
   */
  CompletableFuture<Boolean> prepare(long run, Ask ask);

  /**
   * Executes a step so often as asked, together with the other two, on made-up data, and tells how
   * long it took here.
   *
   * @param run above all runs before
   */
  CompletableFuture<Measured> measure(Sample sample, long run, Ask ask);

  /** The roots of the epoch's three seed trees, in the order of the parties. */
  CompletableFuture<List<Handle>> drawRoots(Ask ask);

  /** What this party has signed of a request. */
  CompletableFuture<Papers> papers(Handle request, Ask ask);

  CompletableFuture<Disclosure> disclose(Reveal request, Ask ask);

  /**
   * Seals this party's shares of a vector to an auditor of the roster, if the vector's owner opened
   * it to compliance; else {@link obscura.mpc.api.Rule#NOT_ENTITLED}.
   */
  CompletableFuture<byte[]> sealFor(Handle handle, String auditor, Ask ask);

  /** Inputs that no job has named, stored before a time by this party's clock. */
  CompletableFuture<List<Handle>> unnamed(long beforeMillis, Ask ask);

  /** Deletes inputs, as far as no job has named them. */
  CompletableFuture<Integer> drop(List<Handle> handles, Ask ask);

  /** Has somebody told whenever the way to the party is lost, on any thread. */
  default void whenLost(Runnable listener) {}
}
