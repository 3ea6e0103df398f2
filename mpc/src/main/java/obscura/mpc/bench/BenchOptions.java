package obscura.mpc.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for on the command line.
 *
 * @param sections of {@link #SECTIONS}, those to be measured
 * @param books sizes of the books for whole orders
 * @param percent of the usual number of executions
 */
record BenchOptions(
    boolean quick, List<String> sections, List<Integer> books, int percent, @Nullable Path json) {
  static final List<String> SECTIONS =
      List.of("processes", "embedded", "tls", "networks", "orders", "settlement");
  static final String USAGE =
      """
      scripts/bench mpc [options]
        --only LIST     of processes,embedded,tls,networks,orders,settlement (all); the floor is always measured
        --book LIST     orders that rest while whole orders are measured, e.g. 1000,10000 (10000)
        --percent N     of the usual number of executions (100)
        --quick         tiny sizes, to see that it works
        --json FILE     append one JSON object per figure and line
      """;

  private static final int USUAL_BOOK = 10_000;
  private static final int QUICK_BOOK = 30;

  /**
   * Reads the command line.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  static BenchOptions parse(List<String> words) {
    BenchOptions options = new BenchOptions(false, SECTIONS, List.of(), 100, null);
    Iterator<String> rest = words.iterator();
    while (rest.hasNext()) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  private BenchOptions with(String option, Iterator<String> rest) {
    if (option.equals("--quick")) {
      return new BenchOptions(true, sections, books, percent, json);
    }
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " needs a value");
    }
    String value = rest.next();
    return switch (option) {
      case "--only" -> new BenchOptions(quick, known(value), books, percent, json);
      case "--book" -> new BenchOptions(quick, sections, numbers(value), percent, json);
      case "--percent" -> new BenchOptions(quick, sections, books, positive(value), json);
      case "--json" -> new BenchOptions(quick, sections, books, percent, Path.of(value));
      default -> throw new IllegalArgumentException("unknown option " + option);
    };
  }

  private static List<String> known(String list) {
    List<String> names = Arrays.asList(list.split(","));
    for (String name : names) {
      if (!SECTIONS.contains(name)) {
        throw new IllegalArgumentException(
            "no section " + name + "; there are " + String.join(", ", SECTIONS));
      }
    }
    return names;
  }

  private static List<Integer> numbers(String list) {
    return Arrays.stream(list.split(",")).map(BenchOptions::positive).toList();
  }

  private static int positive(String word) {
    if (!word.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException(word + " is not a number from 1 to 9999999");
    }
    return Integer.parseInt(word);
  }

  boolean has(String section) {
    return sections.contains(section);
  }

  /** The sizes asked for, or the usual one. */
  List<Integer> booksOrUsual() {
    return books.isEmpty() ? List.of(quick ? QUICK_BOOK : USUAL_BOOK) : books;
  }
}
