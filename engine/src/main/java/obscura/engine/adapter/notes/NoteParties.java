package obscura.engine.adapter.notes;

import java.util.List;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Settlement;
import obscura.settlement.service.port.UnavailableException;

/** The three parties, as settlement asks them. Blocks; any thread may call. */
public interface NoteParties {
  /**
   * Has a task done: {@link Outcome.Settled}, or {@link Outcome.Refused} if it breaks a rule.
   *
   * @throws UnavailableException if the parties do not answer; it may have been done
   */
  Outcome run(Settlement task);

  /**
   * Has the order of a batch drawn: {@link Outcome.Permuted}, or {@link Outcome.Refused}.
   *
   * @param batch digest of what is put in order
   * @throws UnavailableException if the parties do not answer; it may have been done
   */
  Outcome draw(Handle batch, int size);

  /**
   * What the parties signed of a batch.
   *
   * @throws UnavailableException if they do not answer
   */
  Evidence evidence(Handle digest);

  /**
   * The roots of the trees from which orders are drawn now.
   *
   * @throws UnavailableException if the parties do not answer
   */
  List<Handle> drawRoots();
}
