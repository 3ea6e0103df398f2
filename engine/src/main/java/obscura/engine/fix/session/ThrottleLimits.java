package obscura.engine.fix.session;

/**
 * Token buckets of one session, and of all sessions of its firm together (rules of engagement 1.9).
 *
 * @param all every application message
 * @param requests R
 * @param orders D, G, and F once the cancel reserve is empty
 * @param cancels F, q, Z
 * @param quotes S
 * @param abusePerSecond sustained for ten seconds this ends the session
 */
public record ThrottleLimits(
    boolean enabled,
    Rate all,
    Rate requests,
    Rate orders,
    Rate cancels,
    Rate quotes,
    int abusePerSecond) {

  /** So many messages a second in the long run, and so many at once. */
  public record Rate(int perSecond, int burst) {
    public Rate {
      if (perSecond < 1 || burst < 1) {
        throw new IllegalArgumentException(
            "rate " + perSecond + "/s, burst " + burst + ": both must be 1 or more");
      }
    }
  }

  /** The values of the rules of engagement. */
  public static ThrottleLimits standard() {
    return new ThrottleLimits(
        true,
        new Rate(200, 400),
        new Rate(5, 5),
        new Rate(50, 100),
        new Rate(50, 50),
        new Rate(100, 100),
        600);
  }

  /** No limits, for benchmarks and conformance runs. */
  public static ThrottleLimits off() {
    Rate any = new Rate(1, 1);
    return new ThrottleLimits(false, any, any, any, any, any, Integer.MAX_VALUE);
  }
}
