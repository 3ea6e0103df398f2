package obscura.mpc.party;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Statement;
import obscura.mpc.codec.Encoder;
import obscura.mpc.input.Statements;
import obscura.mpc.roster.Roster;
import obscura.mpc.share.Commitment;

/**
 * What a job is for its number and in the chain of jobs: its content, and of each statement in it
 * whether the gateway has signed it, not how. So a venue whose gateway has another key by now can
 * ask its last job again, under a signature of that key, and it is the same job.
 *
 * <p>The gateway's key is the one of the roster that the parties go by, or of the longer one that
 * all three have, if that has to wait for a job to be done again ({@link RosterAgreement}). One
 * job.
 */
final class Identity {
  private static final String SIGNED = "signed";
  private static final String UNSIGNED = "unsigned";

  private final Job job;
  private final List<Statement> signed = new ArrayList<>();
  private final Handle digest;

  private Identity(Job job, PartyState state) {
    this.job = job;
    this.digest = digest(said -> isSigned(said, state) ? noted(said) : UNSIGNED);
  }

  /** By what this party knows now. */
  static Identity of(Job job, PartyState state) {
    return new Identity(job, state);
  }

  private String noted(Statement said) {
    signed.add(said);
    return SIGNED;
  }

  private static boolean isSigned(Statement said, PartyState state) {
    return isSigned(said, state.adopted()) || isSigned(said, state.common());
  }

  private static boolean isSigned(Statement said, Roster roster) {
    return roster
        .gateway()
        .filter(key -> Statements.isSigned(said, roster.instance(), key))
        .isPresent();
  }

  private Handle digest(Function<Statement, String> mark) {
    return Handle.of(Commitment.sha256().digest(Encoder.marking(mark).job(job).bytes()));
  }

  /** SHA-256 over what the job is. */
  Handle digest() {
    return digest;
  }

  /** Whether the gateway has signed a statement of this job. */
  boolean isSigned(Statement said) {
    return signed.contains(said);
  }

  /**
   * Whether this is the job that was begun here, perhaps done and taken back. One that was done on
   * a signed word does not come back without: else it would be refused now, and its effects undone.
   * The other way round nothing was done or opened, and the word may be signed by now.
   */
  boolean goesOnWith(Handle begun) {
    return begun.equals(digest) || begun.equals(digest(said -> UNSIGNED));
  }

  /** Whether this asks for the answer to a job that counts: nothing is done, signed or not. */
  boolean asksFor(Handle answered) {
    return goesOnWith(answered) || answered.equals(digest(said -> SIGNED));
  }
}
