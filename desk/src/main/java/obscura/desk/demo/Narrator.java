package obscura.desk.demo;

import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Tells the story: a time, who, and what happened. Times are UTC. */
final class Narrator {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
  private static final String INDENT = " ".repeat(25);
  private final PrintStream out;

  Narrator(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    out.println();
    out.println(title);
    out.println("-".repeat(title.length()));
  }

  /** Something that happened now. */
  void tell(String who, String what) {
    tell(Instant.now(), who, what);
  }

  /** Something that happened at a time, usually when a message arrived. */
  void tell(Instant at, String who, String what) {
    String time = TIME.format(LocalTime.ofInstant(at, ZoneOffset.UTC));
    out.println(String.format(Locale.ROOT, "%s  %-10s %s", time, who, what));
  }

  /** A remark under the last line. */
  void remark(String text) {
    text.lines().forEach(line -> out.println(INDENT + line));
  }

  /** What another program printed, indented. */
  void quote(String text) {
    text.lines().forEach(line -> out.println("    " + line));
  }
}
