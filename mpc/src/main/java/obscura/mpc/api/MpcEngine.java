package obscura.mpc.api;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The three parties, seen from the venue.
 *
 * <p>Threading: any thread may call; answers complete on threads of the engine and must not block
 * there. Puts and reveals of one calling thread are handled in the order of the calls.
 */
public interface MpcEngine extends AutoCloseable {
  /**
   * Shares a vector among the three parties. Completes with its handle when all three have checked
   * the commitments and written their shares where a kill of the process cannot reach them;
   * completes exceptionally with {@link MpcUnavailableException} if a party does not answer, with
   * {@link RefusedException} if one refuses the record.
   */
  CompletableFuture<Handle> put(Input input);

  /**
   * Gives each party the two of an owner's three share keys that it is to hold; otherwise like
   * {@link #put}.
   *
   * @param origin for {@link Purpose.NoteKeys}
   */
  CompletableFuture<Handle> putKeys(Origin origin, ShareKeys keys);

  /**
   * Hands each party the box of an owner's share keys that it alone can open; nobody else learns
   * them. Completes like {@link #put}; exceptionally with {@link RefusedException} under {@link
   * Rule#BOX} if a box does not open, under {@link Rule#COMMITMENT} if what is in it does not fit
   * the record. Needs no signature of the gateway and no present time: keys do nothing before their
   * owner, or the operators, have said that they are the owner's ({@link Settlement.AdmitKeys}).
   */
  CompletableFuture<Handle> putSealedKeys(SealedKeys keys);

  /**
   * Has the gateway sign what somebody says that carries no values. Asks no party; the same words
   * give the same statement.
   *
   * @param timeMillis when it was said
   */
  Statement statement(String owner, long timeMillis, Purpose purpose);

  /**
   * Executes a job, after every job with a lower number. The answer is compared over the three
   * parties and is durable at each before it completes; exceptionally with {@link
   * MpcUnavailableException} if a party does not answer: then the same job may be asked again.
   */
  CompletableFuture<Outcome> execute(Job job);

  /**
   * Hands a roster to the parties, which verify it, and begins an epoch in which they go by it.
   * Completes with the number of the epoch; exceptionally with {@link RefusedException} if a party
   * refuses it: then all go by the one before.
   *
   * @param roster in the format of {@code obscura.mpc.roster.RosterText}
   */
  CompletableFuture<Long> adopt(String roster);

  /**
   * What the parties have signed of a request: receipts of the quotes in its set, and after the
   * selection its transcript; or of a batch that they proved, by its digest. A party that lost its
   * state and got it back from the others signs a batch again. Two parties are enough; completes
   * exceptionally with {@link RefusedException} if two know no such request or batch.
   */
  CompletableFuture<Evidence> evidence(Handle request);

  /** Opens vectors to an entitled recipient. */
  CompletableFuture<Revealed> reveal(Reveal request);

  /** The highest job number that all three parties have executed; 0 before the first. */
  long executed();

  /**
   * Deletes the shares of secrets that were put before {@code putBefore} (the parties' own clocks)
   * and that no job has named: messages whose command never reached the log. Completes with their
   * number.
   */
  CompletableFuture<Integer> collectOrphans(Instant putBefore);

  /** How the three parties are, in the order of their numbers; also if none of them answers. */
  CompletableFuture<List<PartyHealth>> health();

  /**
   * Begins an epoch with other keys between the parties. Completes with its number; exceptionally
   * with {@link MpcUnavailableException} if a party does not take part.
   */
  CompletableFuture<Long> rotateKeys();

  /**
   * Has the parties measure the steps that jobs are made of, with made-up data, in slices of about
   * a tenth of a second between the jobs. Completes with what each measured, in the order of their
   * numbers; one that is asked for while another runs is that one.
   */
  CompletableFuture<List<List<Measured>>> benchmark();

  /**
   * The roots of the three seed trees from which orders of batches are drawn in this epoch, in the
   * order of the parties: to be published before a batch is fixed.
   */
  CompletableFuture<List<Handle>> drawRoots();

  /**
   * Has each party seal its shares of a vector to an auditor of the roster. Completes with the
   * three copies, in the order of the parties, which the auditor alone can open ({@link
   * obscura.mpc.audit.Auditor}); exceptionally with {@link RefusedException} if a party does not
   * know the auditor, or the vector's owner did not open it to compliance.
   */
  CompletableFuture<List<byte[]>> sealFor(Handle handle, String auditor);

  /**
   * Takes over a party that stands under another certificate: reads the certificate anew, dials it,
   * hands the roster that names it to all three and begins an epoch, in which the new one gets what
   * it lacks and all shares are made anew. Completes with the number of the epoch; exceptionally
   * with {@link IllegalArgumentException} that says what is not ready, {@link RefusedException} if
   * the parties refuse the roster.
   *
   * @param party 0 to 2
   * @param roster in the format of {@code obscura.mpc.roster.RosterText}
   */
  CompletableFuture<Long> replaceParty(int party, String roster);

  @Override
  void close();
}
