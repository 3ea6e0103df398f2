package obscura.mpc.measure;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import obscura.mpc.circuit.Best;
import obscura.mpc.circuit.Compare;
import obscura.mpc.share.Bits;

/**
 * Something that three parties compute together and that is worth measuring.
 *
 * @param name as in the table that the house compares itself with
 * @param times how often it is executed by default: the same at all three
 * @param large whether it needs some hundred thousand triples or more
 * @param prepare makes the inputs and gives what is to be executed
 */
public record Task(String name, int times, boolean large, Function<Station, Runnable> prepare) {
  private static final int KEY_BITS = 64;
  private static final int LARGE = 10_000;

  /** Ring rounds of one word: what nothing can be faster than. */
  public static final String FLOOR = "10 empty rounds";

  /** A party may run ahead of another by two rounds, so a single one says little. */
  private static final int FLOOR_ROUNDS = 10;

  /** All tasks of the table, those of a larger size behind those of a smaller one. */
  public static List<Task> usual() {
    return List.of(
        floor(1_000),
        best(8, 400),
        best(64, 300),
        best(1_024, 100),
        compare(10_000, 60),
        compare(100_000, 15),
        find(10_000, 40),
        sort(10_000, 10),
        update(100_000, 6));
  }

  /** The same tasks, so small and few that a test can afford them. */
  public static List<Task> tiny() {
    return List.of(
        floor(20),
        best(8, 3),
        best(100, 2),
        compare(100, 3),
        find(70, 2),
        sort(50, 2),
        update(130, 2));
  }

  static Task floor(int times) {
    return new Task(
        FLOOR,
        times,
        false,
        station -> {
          long[] word = new long[1];
          return () -> {
            for (int round = 0; round < FLOOR_ROUNDS; round++) {
              station.links().rotate(word, word, 1);
            }
          };
        });
  }

  static Task best(int keys, int times) {
    return new Task(
        "best of " + number(keys),
        times,
        keys >= LARGE,
        station -> {
          Bits samples = new Samples(station.gates().party(), keys).random(KEY_BITS, keys);
          return () -> Best.of(station.gates(), samples, keys);
        });
  }

  static Task compare(int pairs, int times) {
    return new Task(
        number(pairs) + " comparisons",
        times,
        pairs >= 10 * LARGE,
        station -> {
          Samples samples = new Samples(station.gates().party(), pairs);
          Bits x = samples.random(KEY_BITS, pairs);
          Bits y = samples.random(KEY_BITS, pairs);
          return () -> Compare.of(station.gates(), x, y);
        });
  }

  static Task find(int orders, int times) {
    return new Task(
        "find in a book of " + number(orders),
        times,
        orders >= 10 * LARGE,
        station -> new HiddenBook(station, orders)::find);
  }

  static Task update(int orders, int times) {
    return new Task(
        "find and update in a book of " + number(orders),
        times,
        orders >= LARGE,
        station -> new HiddenBook(station, orders)::findAndUpdate);
  }

  static Task sort(int keys, int times) {
    return new Task(
        "sort of " + number(keys),
        times,
        keys >= LARGE,
        station -> {
          Bits samples = new Samples(station.gates().party(), keys).random(KEY_BITS, keys);
          return () -> station.sort().of(samples, KEY_BITS, keys);
        });
  }

  private static String number(int value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
