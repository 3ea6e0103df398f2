package obscura.settlement.wallet;

import java.util.List;
import obscura.settlement.note.NoteOutput;
import obscura.settlement.note.NotePlace;

/** One thing on the chain from which notes were born. */
public sealed interface ChainRecord {
  /** The number of the batch that was made, unsigned. */
  long batch();

  /**
   * A batch of the venue, or a deposit, which is a batch of one note.
   *
   * @param outputs in the order of their indices
   */
  record Born(long batch, List<NoteOutput> outputs) implements ChainRecord {
    /** Copies. */
    public Born {
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * A locked note was claimed: a note of the same commitment for the same owner.
   *
   * @param locked where the locked note was born
   */
  record Claimed(long batch, NotePlace locked) implements ChainRecord {}

  /**
   * A locked note went back: a note of the same commitment for the refund owner.
   *
   * @param locked where the locked note was born
   */
  record Refunded(long batch, NotePlace locked) implements ChainRecord {}
}
