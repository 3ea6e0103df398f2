package obscura.mpc.measure;

import java.util.Arrays;
import java.util.List;

/**
 * What one party measured of one task.
 *
 * @param name of the task, without tabs
 * @param times how often it was measured
 * @param medianNanos half took at most this long
 * @param slowNanos 99 of 100 took at most this long; of fewer than 100, the slowest
 * @param rounds of one execution
 * @param bytes this party sent in one execution
 * @param triples words of triples used in one execution
 * @param allocated bytes of heap that this party's thread allocated in one execution; -1 if the
 *     thread is virtual, which the JVM does not count
 */
public record Timing(
    String name,
    int times,
    long medianNanos,
    long slowNanos,
    long rounds,
    long bytes,
    long triples,
    long allocated) {
  private static final int FIELDS = 8;

  static Timing of(String name, long[] nanos, long[] perExecution) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    return new Timing(
        name,
        sorted.length,
        sorted[last / 2],
        sorted[Math.min(last, sorted.length * 99 / 100)],
        perExecution[0],
        perExecution[1],
        perExecution[2],
        perExecution[3]);
  }

  /** One line, for another process. */
  public String line() {
    return String.join(
        "\t",
        List.of(
            name,
            Integer.toString(times),
            Long.toString(medianNanos),
            Long.toString(slowNanos),
            Long.toString(rounds),
            Long.toString(bytes),
            Long.toString(triples),
            Long.toString(allocated)));
  }

  /**
   * Reads {@link #line()}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Timing parse(String line) {
    String[] fields = line.split("\t", -1);
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException("not a timing: " + line);
    }
    return new Timing(
        fields[0],
        Integer.parseInt(fields[1]),
        Long.parseLong(fields[2]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[4]),
        Long.parseLong(fields[5]),
        Long.parseLong(fields[6]),
        Long.parseLong(fields[7]));
  }
}
