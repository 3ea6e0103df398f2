package obscura.desk.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One measured number.
 *
 * @param floor the same number of the bare echo in the same run, or null where there is none
 */
record Figure(String bench, String name, String unit, double value, @Nullable Double floor) {
  /** One JSON object; a missing floor is null. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"bench\":\"%s\",\"name\":\"%s\",\"unit\":\"%s\",\"value\":%s,\"floor\":%s}",
        bench,
        name,
        unit,
        number(value),
        floor == null ? "null" : number(floor));
  }

  /** One aligned line for people. */
  String line() {
    String beside =
        floor == null
            ? ""
            : String.format(Locale.ROOT, "   floor %12s   %5.2f x", number(floor), value / floor);
    return String.format(
        Locale.ROOT, "%-9s %-52s %12s %-9s%s", bench, name, number(value), unit, beside);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3f", value);
  }
}
