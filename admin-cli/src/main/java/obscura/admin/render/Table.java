package obscura.admin.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows under column titles, each column as wide as it needs. */
public final class Table {
  private static final String GAP = "  ";

  private Table() {}

  /**
   * The table, each line ending in a newline; rows have the same names in the same order. Numbers
   * stand to the right.
   *
   * @return the line {@code none} if there are no rows
   */
  public static String of(List<? extends Map<String, ?>> rows) {
    if (rows.isEmpty()) {
      return "none\n";
    }
    List<String> names = List.copyOf(rows.getFirst().keySet());
    List<List<String>> columns = new ArrayList<>();
    for (String name : names) {
      boolean numbers = rows.stream().allMatch(row -> row.get(name) instanceof Number);
      columns.add(column(title(name), rows.stream().map(row -> cell(row.get(name))), numbers));
    }
    StringBuilder lines = new StringBuilder();
    for (int line = 0; line <= rows.size(); line++) {
      int at = line;
      String text = columns.stream().map(c -> c.get(at)).collect(Collectors.joining(GAP));
      lines.append(text.stripTrailing()).append('\n');
    }
    return lines.toString();
  }

  /** One row as lines of name and value. */
  public static String ofOne(Map<String, ?> row) {
    int width = row.keySet().stream().mapToInt(name -> title(name).length()).max().orElse(0);
    StringBuilder lines = new StringBuilder();
    row.forEach((name, value) ->
        lines
            .append((padded(title(name), width, false) + GAP + cell(value)).stripTrailing())
            .append('\n'));
    return lines.toString();
  }

  private static List<String> column(String title, Stream<String> cells, boolean numbers) {
    List<String> texts = new ArrayList<>();
    texts.add(title);
    cells.forEach(texts::add);
    int width = texts.stream().mapToInt(String::length).max().orElse(0);
    return texts.stream().map(text -> padded(text, width, numbers)).toList();
  }

  private static String padded(String text, int width, boolean right) {
    String fill = " ".repeat(width - text.length());
    return right ? fill + text : text + fill;
  }

  /** {@code nextSender} is shown as NEXT SENDER. */
  private static String title(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toUpperCase(Locale.ROOT);
  }

  /** Control characters are shown as {@code ?}: a name must not move the cursor. */
  private static String cell(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof Boolean flag) {
      return flag ? "yes" : "no";
    }
    return value.toString().replaceAll("\\p{Cntrl}", "?");
  }
}
