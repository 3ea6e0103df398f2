package obscura.desk.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Prints figures as they come, and appends them to the JSON file if one was asked for. */
final class Figures {
  private final String bench;
  private final PrintStream out;
  private final @Nullable Path json;

  Figures(String bench, PrintStream out, @Nullable Path json) {
    this.bench = bench;
    this.out = out;
    this.json = json;
  }

  void add(String name, String unit, double value) {
    add(new Figure(bench, name, unit, value, null));
  }

  void add(String name, String unit, double value, double floor) {
    add(new Figure(bench, name, unit, value, floor));
  }

  /** Says in a line what is going on. */
  void say(String text) {
    out.println(text);
  }

  private void add(Figure figure) {
    out.println(figure.line());
    if (json == null) {
      return;
    }
    try {
      Files.writeString(
          json, figure.json() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
