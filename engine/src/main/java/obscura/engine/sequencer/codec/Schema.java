package obscura.engine.sequencer.codec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The pinned description of every type in the log: {@code log-schema.txt}. One line a type: {@code
 * NUMBER NAME COMPONENT[@SINCE] …}. Numbers and orders never change; a new component goes to the
 * end of its line with the next version, a new type on a new line.
 */
final class Schema {
  private static final String RESOURCE = "log-schema.txt";
  private static final Pattern BLANKS = Pattern.compile(" +");

  /**
   * A type's line.
   *
   * @param components names in order: of a record's components, an enum's constants, or a state
   *     class's fields
   * @param since the version that each came with
   */
  record Line(int number, String name, List<String> components, List<Integer> since) {}

  private final Map<String, Line> byName = new LinkedHashMap<>();
  private int version = 1;

  static Schema load() {
    try (InputStream in = Schema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new CodecException(RESOURCE + " is missing");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new CodecException(RESOURCE + " cannot be read", broken);
    }
  }

  static Schema parse(String text) {
    Schema schema = new Schema();
    text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
        .forEach(schema::add);
    return schema;
  }

  private void add(String line) {
    List<String> words = BLANKS.splitAsStream(line).toList();
    List<String> components = new ArrayList<>();
    List<Integer> since = new ArrayList<>();
    for (int i = 2; i < words.size(); i++) {
      int at = words.get(i).indexOf('@');
      components.add(at < 0 ? words.get(i) : words.get(i).substring(0, at));
      since.add(at < 0 ? 1 : Integer.parseInt(words.get(i).substring(at + 1)));
      version = Math.max(version, since.getLast());
    }
    byName.put(
        words.get(1),
        new Line(
            Integer.parseInt(words.get(0)),
            words.get(1),
            List.copyOf(components),
            List.copyOf(since)));
  }

  /** The version that is written. */
  int version() {
    return version;
  }

  Line line(Class<?> type) {
    Line line = byName.get(name(type));
    if (line == null) {
      throw new CodecException(RESOURCE + " does not name " + name(type));
    }
    return line;
  }

  /** A type's name in the schema: its class name without the root package. */
  static String name(Class<?> type) {
    return type.getName().replaceFirst("^obscura\\.", "");
  }
}
