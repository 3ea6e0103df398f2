package obscura.settlement.core;

/** What became of a single entry. Only {@link #APPLIED} changed anything. */
public enum Posted {
  APPLIED,
  /** The same was done before under this reference. */
  REPEATED,
  /** The reference stands for something else. */
  CONFLICT,
  /** A firm has not enough. */
  NOT_COVERED,
  /** There is no such reservation. */
  UNKNOWN_REFERENCE
}
