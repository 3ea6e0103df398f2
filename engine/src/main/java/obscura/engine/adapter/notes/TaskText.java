package obscura.engine.adapter.notes;

import java.util.HexFormat;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.AdmitDeposit;
import obscura.mpc.api.Statement;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.settlement.crypto.Hash;
import obscura.settlement.service.store.StoreKey;

/**
 * Settlement's jobs as the venue's log carries them: sealed, because they name the instrument and
 * the side of a fill. The log gives them their numbers. What the gateway signs for an owner is
 * signed when it goes to the parties, so that the job stays the same if the gateway gets another
 * key before it is done; the log has it without a signature.
 *
 * @param key the same whenever the log is read
 */
public record TaskText(StoreKey key, Gateway gateway) {
  private static final byte[] CONTEXT = Hash.utf8("OBSCURA-SETTLEMENT-JOB-v1");

  /** Stands for the number that the log has yet to give. */
  private static final long UNNUMBERED = 1;

  /** Signs for the owners of DIRECT sessions. */
  public interface Gateway {
    /** As {@link obscura.mpc.api.MpcEngine#statement}. */
    Statement statement(String owner, long timeMillis, Purpose purpose);
  }

  /**
   * The task as a job without a number.
   *
   * @throws IllegalArgumentException if it is a word that nobody has signed
   */
  Job job(Settlement task) {
    return new Job.Settle(
        UNNUMBERED,
        task instanceof AdmitDeposit(Statement word) ? new AdmitDeposit(logged(word)) : task);
  }

  /** As {@link #job(Settlement)}, for a draw. */
  Job job(Handle batch, int size) {
    return new Job.RandomPermutation(UNNUMBERED, batch, size);
  }

  /**
   * The job of a text, without its number.
   *
   * @throws obscura.settlement.service.store.StoreException if it was written with another key
   */
  Job job(String text) {
    Decoder in = new Decoder(key.open(HexFormat.of().parseHex(text), CONTEXT));
    Job job = in.job();
    in.end();
    return job;
  }

  /** What is not as our gateway signs it stays as it is: the parties are to refuse it. */
  private Statement logged(Statement word) {
    if (word.signature().isEmpty()) {
      throw new IllegalArgumentException("a word that nobody has signed");
    }
    return word.equals(signed(word))
        ? new Statement(word.owner(), word.timeMillis(), word.purpose(), "")
        : word;
  }

  private Statement signed(Statement word) {
    return gateway.statement(word.owner(), word.timeMillis(), word.purpose());
  }

  /** A text in hex, another each time. */
  String write(Job job) {
    return HexFormat.of().formatHex(key.seal(new Encoder().job(job).bytes(), CONTEXT));
  }

  /** A job for the parties. */
  Job numbered(long number, Job job) {
    return switch (job) {
      case Job.Settle settle -> new Job.Settle(number, told(settle.task()));
      case Job.RandomPermutation draw ->
          new Job.RandomPermutation(number, draw.batch(), draw.size());
      default -> throw new IllegalArgumentException("no job of settlement");
    };
  }

  private Settlement told(Settlement task) {
    return task instanceof AdmitDeposit(Statement word) && word.signature().isEmpty()
        ? new AdmitDeposit(signed(word))
        : task;
  }

  /**
   * The job of a text, under its number.
   *
   * @throws obscura.settlement.service.store.StoreException if it was written with another key
   */
  public Job read(long number, String text) {
    return numbered(number, job(text));
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "TaskText";
  }
}
