package obscura.desk.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param json file that figures are appended to
 * @param runs measured runs; medians are reported
 * @param size of the bench's load; 0 takes its default
 * @param kills crashes of the crash bench
 * @param seed of everything random
 * @param sync whether the echo forces every message to disk
 */
record Options(
    String bench,
    @Nullable Path json,
    int runs,
    int size,
    int kills,
    long seed,
    boolean sync,
    Dark dark) {
  static final String USAGE =
      """
      scripts/bench fix|rfq|dark|recovery|hold|reference|crash [options]
        --json FILE   append one JSON object per figure and line
        --runs N      measured runs, medians are reported (3)
        --size N      orders or requests of one run; dark: orders that rest (10000)
        --kills N     crash: how often the venue is killed (20)
        --seed S      reference, crash: the seed of a run to be repeated
        --sync        fix: compare with an echo that forces every message to disk
        --mode M      dark: semi-honest or malicious (semi-honest)
        --parties P   dark: embedded or remote (embedded)
        --growth      dark: with 1,000, then 10,000, then 100,000 orders that rest
      scripts/bench mpc [options]: see scripts/bench mpc --help
      """;

  /**
   * What only the dark bench knows.
   *
   * @param mode semi-honest or malicious
   * @param parties embedded or remote
   * @param growth whether it is measured at several sizes of the book
   */
  record Dark(String mode, String parties, boolean growth) {
    static final Dark USUAL = new Dark("semi-honest", "embedded", false);

    boolean isMalicious() {
      return mode.equals("malicious");
    }

    boolean isRemote() {
      return parties.equals("remote");
    }
  }

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  static Options parse(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("which bench?");
    }
    Options options =
        new Options(words.getFirst(), null, 3, 0, 20, System.nanoTime(), false, Dark.USUAL);
    Iterator<String> rest = words.subList(1, words.size()).iterator();
    while (rest.hasNext()) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  private Options with(String option, Iterator<String> rest) {
    if (option.equals("--sync")) {
      return new Options(bench, json, runs, size, kills, seed, true, dark);
    }
    if (option.equals("--growth")) {
      return with(new Dark(dark.mode(), dark.parties(), true));
    }
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    String value = rest.next();
    return switch (option) {
      case "--json" -> new Options(bench, Path.of(value), runs, size, kills, seed, sync, dark);
      case "--runs" -> new Options(bench, json, positive(value), size, kills, seed, sync, dark);
      case "--size" -> new Options(bench, json, runs, positive(value), kills, seed, sync, dark);
      case "--kills" -> new Options(bench, json, runs, size, positive(value), seed, sync, dark);
      case "--seed" ->
          new Options(bench, json, runs, size, kills, Long.parseLong(value), sync, dark);
      case "--mode" ->
          with(
              new Dark(
                  one(value, List.of("semi-honest", "malicious")), dark.parties(), dark.growth()));
      case "--parties" ->
          with(new Dark(dark.mode(), one(value, List.of("embedded", "remote")), dark.growth()));
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }

  private Options with(Dark other) {
    return new Options(bench, json, runs, size, kills, seed, sync, other);
  }

  private static String one(String value, List<String> allowed) {
    if (!allowed.contains(value)) {
      throw new IllegalArgumentException(
          value + " is not possible; allowed: " + String.join(" or ", allowed));
    }
    return value;
  }

  private static int positive(String value) {
    int number = Integer.parseInt(value);
    if (number < 1) {
      throw new IllegalArgumentException(value + " is not a positive number");
    }
    return number;
  }

  int sizeOr(int usual) {
    return size == 0 ? usual : size;
  }
}
