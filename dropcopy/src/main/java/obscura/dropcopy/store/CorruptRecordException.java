package obscura.dropcopy.store;

/** A row that the venue cannot have written. */
public final class CorruptRecordException extends RuntimeException {
  private final long number;

  /**
   * @param number the record's place in the chain
   */
  public CorruptRecordException(long number, IllegalArgumentException cause) {
    super("record " + number + ": " + cause.getMessage(), cause);
    this.number = number;
  }

  /** The record's place in the chain. */
  public long number() {
    return number;
  }
}
