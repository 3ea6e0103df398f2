package obscura.engine.core.venue;

/**
 * Limits that the core enforces; the same on every member.
 *
 * @param openRequestsMax open requests of one taker (rules of engagement 1.9)
 */
public record VenueLimits(int openRequestsMax) {
  public static final VenueLimits DEFAULT = new VenueLimits(50);
}
