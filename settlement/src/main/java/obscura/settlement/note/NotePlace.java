package obscura.settlement.note;

/**
 * Where a note was born.
 *
 * @param batch unsigned; from {@link Vault#FIRST_OWN_BATCH} on the vault's own batches
 * @param index 0 to 1,023
 */
public record NotePlace(long batch, int index) implements Comparable<NotePlace> {
  /**
   * Checks the index.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public NotePlace {
    if (index < 0 || index >= NoteTree.NOTES_MAX) {
      throw new IllegalArgumentException("an index is 0 to 1,023, not " + index);
    }
  }

  /** By batch, unsigned, then index. */
  @Override
  public int compareTo(NotePlace other) {
    int byBatch = Long.compareUnsigned(batch, other.batch);
    return byBatch != 0 ? byBatch : Integer.compare(index, other.index);
  }
}
