package obscura.engine.whole;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for many patterns in one pass over large files, such as heap dumps. Numbers are looked for
 * as eight bytes in both orders and as decimal text in one and in two bytes a character.
 */
final class RawSearch {
  private static final int WINDOW = Long.BYTES;
  private static final int LONGEST = 64;
  private static final int BUFFER = 1 << 16;
  private static final int FILTER = 1 << 16;

  private record Pattern(String name, byte[] bytes) {}

  private final Map<Long, List<Pattern>> byStart = new HashMap<>();
  private final boolean[] filter = new boolean[FILTER];

  /** A number and its name, which does not tell it. */
  void number(String name, long value) {
    byte[] big = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    byte[] little =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    pattern(name + " big-endian", big);
    pattern(name + " little-endian", little);
    text(name, Long.toString(value));
  }

  /** A text of eight characters or more. */
  void text(String name, String text) {
    pattern(name + " text", text.getBytes(StandardCharsets.ISO_8859_1));
    pattern(name + " UTF-16 big-endian", text.getBytes(StandardCharsets.UTF_16BE));
    pattern(name + " UTF-16 little-endian", text.getBytes(StandardCharsets.UTF_16LE));
  }

  private void pattern(String name, byte[] bytes) {
    if (bytes.length < WINDOW || bytes.length > LONGEST) {
      throw new IllegalArgumentException("a pattern of " + bytes.length + " bytes");
    }
    long start = ByteBuffer.wrap(bytes).getLong();
    byStart.computeIfAbsent(start, first -> new ArrayList<>()).add(new Pattern(name, bytes));
    filter[hash(start)] = true;
  }

  private static int hash(long window) {
    return (int) ((window * 0x9E37_79B9_7F4A_7C15L) >>> 48);
  }

  /** The bytes of all patterns by their names. */
  Map<String, byte[]> forms() {
    Map<String, byte[]> forms = new HashMap<>();
    byStart
        .values()
        .forEach(all -> all.forEach(pattern -> forms.put(pattern.name(), pattern.bytes())));
    return forms;
  }

  /** What was found in a file. */
  Set<String> in(Path file) throws IOException {
    Set<String> found = new LinkedHashSet<>();
    byte[] recent = new byte[LONGEST];
    long at = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
      byte[] buffer = new byte[BUFFER];
      // Patterns whose first eight bytes were met and whose rest is still to come.
      Map<Long, List<Pattern>> open = new HashMap<>();
      long window = 0;
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        for (int k = 0; k < count; k++, at++) {
          recent[(int) (at % LONGEST)] = buffer[k];
          window = window << 8 | (buffer[k] & 0xff);
          if (at >= WINDOW - 1 && filter[hash(window)]) {
            for (Pattern pattern : byStart.getOrDefault(window, List.of())) {
              long end = at - WINDOW + pattern.bytes().length;
              open.computeIfAbsent(end, first -> new ArrayList<>()).add(pattern);
            }
          }
          if (!open.isEmpty()) {
            List<Pattern> ending = open.remove(at);
            for (Pattern pattern : ending == null ? List.<Pattern>of() : ending) {
              if (Arrays.equals(last(recent, at, pattern), pattern.bytes())) {
                found.add(pattern.name());
              }
            }
          }
        }
      }
    }
    return found;
  }

  private static byte[] last(byte[] recent, long at, Pattern pattern) {
    byte[] last = new byte[pattern.bytes().length];
    for (int k = 0; k < last.length; k++) {
      last[k] = recent[(int) ((at - last.length + 1 + k) % LONGEST)];
    }
    return last;
  }
}
