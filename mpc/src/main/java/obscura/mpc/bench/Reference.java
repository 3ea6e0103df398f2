package obscura.mpc.bench;

import java.util.Map;
import obscura.mpc.api.Mode;
import org.jspecify.annotations.Nullable;

/**
 * What others measured and what this house wants, in milliseconds; 0 where there is no figure.
 * MP-SPDZ 0.4.2 with its best options: three processes, loopback, no TLS, two cores.
 *
 * @param rounds the house wants at most, in the semi-honest mode
 */
record Reference(
    double theirSemiHonest,
    double theirMalicious,
    double semiHonest,
    double malicious,
    int rounds) {
  private static final Map<String, Reference> ALL =
      Map.of(
          "best of 8",
          new Reference(0.67, 3.5, 0.2, 0.6, 12),
          "best of 64",
          new Reference(1.7, 0, 0.4, 1.2, 15),
          "best of 1,024",
          new Reference(4.8, 0, 1.2, 4, 27),
          "find in a book of 10,000",
          new Reference(15.4, 163, 1.0, 4, 20),
          "10,000 comparisons",
          new Reference(1.15, 35, 0.9, 4, 0),
          "100,000 comparisons",
          new Reference(8.7, 0, 8, 0, 0),
          "sort of 10,000",
          new Reference(750, 0, 100, 0, 0),
          "find and update in a book of 100,000",
          new Reference(0, 0, 10, 0, 0),
          JobRun.FILLED + ", 10,000 resting",
          new Reference(0, 0, 2, 10, 0));

  /** The one of this name. */
  static @Nullable Reference of(String name) {
    return ALL.get(name);
  }

  double theirs(Mode mode) {
    return mode == Mode.SEMI_HONEST ? theirSemiHonest : theirMalicious;
  }

  double target(Mode mode) {
    return mode == Mode.SEMI_HONEST ? semiHonest : malicious;
  }
}
