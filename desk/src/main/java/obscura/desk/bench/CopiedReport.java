package obscura.desk.bench;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One record of the drop-copy store, as {@code scripts/admin dropcopy execs --json} prints it.
 *
 * @param participant the CompID whose report was copied
 * @param kind what the record is a copy of
 */
record CopiedReport(String execId, String participant, String kind) {
  private static final Pattern TEXT_FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"([^\"]*)\"");

  /** Reads one JSON object a line; other lines are passed over. */
  static List<CopiedReport> parse(String output) {
    return output.lines().filter(line -> line.startsWith("{")).map(CopiedReport::of).toList();
  }

  private static CopiedReport of(String json) {
    return new CopiedReport(text(json, "execId"), text(json, "participant"), text(json, "kind"));
  }

  private static String text(String json, String name) {
    Matcher field = TEXT_FIELD.matcher(json);
    while (field.find()) {
      if (field.group(1).equals(name)) {
        return field.group(2);
      }
    }
    throw new IllegalArgumentException("a drop-copy record without " + name);
  }
}
