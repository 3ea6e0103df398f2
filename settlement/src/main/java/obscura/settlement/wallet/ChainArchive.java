package obscura.settlement.wallet;

import java.util.stream.Stream;
import obscura.settlement.note.NotePlace;

/**
 * All that a chain shows of one vault, read from the chain itself and not from the venue. An
 * implementation gives final blocks only, and answers all calls of one rebuilding from the same
 * state. Calls may block; failures of the chain are its own unchecked exceptions.
 */
public interface ChainArchive {
  /**
   * Everything from which notes were born, in the order of the chain; the caller closes the stream.
   */
  Stream<ChainRecord> records();

  /** Is the note that was born there spent: by a batch, a withdrawal, a claim or a refund? */
  boolean isSpent(NotePlace place);
}
