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
 */
record Options(
    String bench, @Nullable Path json, int runs, int size, int kills, long seed, boolean sync) {
  static final String USAGE =
      """
      scripts/bench fix|rfq|dark|recovery|hold|reference|crash [options]
        --json FILE   append one JSON object per figure and line
        --runs N      measured runs, medians are reported (3)
        --size N      orders or requests of one run
        --kills N     crash: how often the venue is killed (20)
        --seed S      reference, crash: the seed of a run to be repeated
        --sync        fix: compare with an echo that forces every message to disk
      """;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  static Options parse(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("which bench?");
    }
    Options options = new Options(words.getFirst(), null, 3, 0, 20, System.nanoTime(), false);
    Iterator<String> rest = words.subList(1, words.size()).iterator();
    while (rest.hasNext()) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  private Options with(String option, Iterator<String> rest) {
    if (option.equals("--sync")) {
      return new Options(bench, json, runs, size, kills, seed, true);
    }
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    String value = rest.next();
    return switch (option) {
      case "--json" -> new Options(bench, Path.of(value), runs, size, kills, seed, sync);
      case "--runs" -> new Options(bench, json, positive(value), size, kills, seed, sync);
      case "--size" -> new Options(bench, json, runs, positive(value), kills, seed, sync);
      case "--kills" -> new Options(bench, json, runs, size, positive(value), seed, sync);
      case "--seed" -> new Options(bench, json, runs, size, kills, Long.parseLong(value), sync);
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
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
