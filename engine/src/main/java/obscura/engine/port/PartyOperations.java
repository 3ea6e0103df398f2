package obscura.engine.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import obscura.domain.ParticipantId;
import obscura.domain.RfqId;

/** What an operator may know of the three parties and do to them. Any thread may call. */
public interface PartyOperations {
  /**
   * How one party is.
   *
   * @param answers whether it told this in time; if not, the numbers are 0
   * @param epoch 0 if it is in none
   * @param executed the last job it executed
   * @param queued questions that wait at it
   * @param triplesReady verified triples in stock, words of 64; 0 in the semi-honest mode
   * @param suspicions how often it noticed since its start that another party deviates
   */
  record PartyLine(
      int party,
      boolean answers,
      long epoch,
      long executed,
      long queued,
      long triplesReady,
      long triplesTaken,
      long suspicions) {}

  /**
   * What one kind of work came to, as the venue sees it.
   *
   * @param done since the venue's start
   * @param failed attempts since the venue's start that have to be repeated
   * @param median of the last thousand
   * @param p99 of the last thousand
   */
  record WorkLine(String kind, long done, long failed, Duration median, Duration p99) {}

  /** The three parties, in the order of their numbers; completes also if none answers. */
  CompletableFuture<List<PartyLine>> parties();

  /** The three parties when they were last looked at; empty before the first time. */
  List<PartyLine> latest();

  /** Puts, reveals and every kind of job that was asked for, by name. */
  List<WorkLine> work();

  /** What is wrong now, one line each; empty if nothing is. */
  List<String> alerts();

  /**
   * What one party measured of one step that jobs are made of, with made-up data.
   *
   * @param times how often it was executed for this
   * @param slow 99 of 100 took at most this long; of fewer than 100, the slowest
   * @param rounds of one execution
   * @param bytes that the party sent in one execution
   */
  record StepLine(
      int party, String step, int times, Duration median, Duration slow, long rounds, long bytes) {}

  /** What the last benchmark gave, party by party; empty before the first. */
  List<StepLine> steps();

  /** Has the parties measure themselves between their jobs, about a second; as {@link #steps}. */
  CompletableFuture<List<StepLine>> benchmark();

  /**
   * What the parties signed of a request's selection, as text; empty if there is none.
   *
   * @param maker for whom: only what is its own is in it; empty for all
   */
  Optional<String> transcript(RfqId rfq, Optional<ParticipantId> maker);

  /**
   * Has each party seal its shares of a value to an auditor of the parties' roster. Completes with
   * three copies in hex that the auditor alone can open; exceptionally with {@link
   * RefusedException} if the parties do not know the auditor or the owner did not open it.
   *
   * @param handle 64 hex digits
   */
  CompletableFuture<List<String>> sealFor(String handle, String auditor);

  /**
   * Takes over a party that was replaced under another certificate, whose file and whose entry in
   * the roster are in place. Completes with the number of the epoch that begins with it;
   * exceptionally with {@link RefusedException} that says what is not ready.
   *
   * @param party 0 to 2
   */
  CompletableFuture<Long> replaceParty(int party);

  /** A party refused by one of its own rules, or something is not ready; says which. */
  final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RefusedException(String message) {
      super(message);
    }
  }

  /** Begins an epoch with other keys between the parties; completes with its number. */
  CompletableFuture<Long> rotateKeys();
}
