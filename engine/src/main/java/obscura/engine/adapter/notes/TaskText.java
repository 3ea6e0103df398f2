package obscura.engine.adapter.notes;

import java.util.HexFormat;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Settlement;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.settlement.crypto.Hash;
import obscura.settlement.service.store.StoreKey;

/**
 * Settlement's jobs as the venue's log carries them: sealed, because they name the instrument and
 * the side of a fill. The log gives them their numbers.
 *
 * @param key the same whenever the log is read
 */
public record TaskText(StoreKey key) {
  private static final byte[] CONTEXT = Hash.utf8("OBSCURA-SETTLEMENT-JOB-v1");

  /** Stands for the number that the log has yet to give. */
  private static final long UNNUMBERED = 1;

  /** A text in hex, another each time. */
  String write(Settlement task) {
    return sealed(new Job.Settle(UNNUMBERED, task));
  }

  /** As {@link #write}, for a draw. */
  String write(Handle batch, int size) {
    return sealed(new Job.RandomPermutation(UNNUMBERED, batch, size));
  }

  private String sealed(Job job) {
    return HexFormat.of().formatHex(key.seal(new Encoder().job(job).bytes(), CONTEXT));
  }

  /**
   * The job of a text, under its number.
   *
   * @throws obscura.settlement.service.store.StoreException if it was written with another key
   */
  public Job read(long number, String text) {
    Decoder in = new Decoder(key.open(HexFormat.of().parseHex(text), CONTEXT));
    Job job = in.job();
    in.end();
    return switch (job) {
      case Job.Settle settle -> new Job.Settle(number, settle.task());
      case Job.RandomPermutation draw ->
          new Job.RandomPermutation(number, draw.batch(), draw.size());
      default -> throw new IllegalArgumentException("no job of settlement");
    };
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "TaskText";
  }
}
