package obscura.dropcopy.verify;

/**
 * The first place where the chain does not hold.
 *
 * @param number the record's place in the chain
 * @param position the event that the record there claims; 0 if there is no record
 * @param kind what differs
 * @param text the same in words
 */
public record ChainBreak(long number, long position, Kind kind, String text) {
  /** What differs. */
  public enum Kind {
    /** The record with this number is not there. */
    MISSING,
    /** A value of the record is not what its hash was made over. */
    CHANGED,
    /** The record is not linked to the one before it. */
    UNLINKED,
    /** Event and part do not rise. */
    OUT_OF_ORDER,
    /** The wrapped keys of the record are not there or were changed. */
    KEYS,
    /** The chain ends before the place that the head names. */
    CUT,
    /** There are records beyond the place that the head names. */
    BEYOND_HEAD,
    /** The head's hash or position is not that of the last record. */
    HEAD,
    /** The chain is not the one whose end was written down earlier. */
    ANCHOR
  }
}
