package obscura.mpc.api;

/** What the parties defend themselves against. One of the three may be corrupted in either mode. */
public enum Mode {
  /** A party that follows the protocol learns nothing more than it should. */
  SEMI_HONEST,
  /**
   * A party may do anything: it learns nothing more, and what it bends is noticed before anything
   * is opened ({@code docs/mpc-security.md}).
   */
  MALICIOUS
}
