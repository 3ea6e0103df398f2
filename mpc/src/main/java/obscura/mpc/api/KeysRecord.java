package obscura.mpc.api;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The record of an owner's note keys ({@link Purpose.NoteKeys#text}), as the owner's wallet writes
 * it: no secrets.
 *
 * @param owner a CompID
 */
public record KeysRecord(String owner, Purpose.NoteKeys keys) {
  private static final String VERSION = "obscura-note-keys 1 ";
  private static final Pattern FIRST = Pattern.compile(VERSION + "[A-Za-z0-9_-]{1,40}");
  private static final Pattern PATH =
      Pattern.compile("sip:[a-z]{1,20}:0x0[23][0-9a-f]{64}:0x0[23][0-9a-f]{64}");
  private static final int SHARES = 3;

  /** In writing. */
  public String text() {
    return keys.text(owner);
  }

  /** What the roster names, 64 hex digits. */
  public String digest() {
    return keys.digest(owner);
  }

  /**
   * Reads a record; one that has anything else in it is refused.
   *
   * @throws IllegalArgumentException in one line that names the first wrong one
   */
  public static KeysRecord read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !FIRST.matcher(lines.getFirst()).matches()) {
      throw wrong(1, VERSION + "OWNER");
    }
    for (int k = 0; k < SHARES; k++) {
      if (lines.size() < k + 2 || !lines.get(k + 1).matches("key " + k + " [0-9a-f]{64}")) {
        throw wrong(k + 2, "key " + k + " and 64 hex digits");
      }
    }
    List<String> paths = lines.subList(SHARES + 1, lines.size());
    for (int k = 0; k < Math.max(1, paths.size()); k++) {
      if (paths.isEmpty() || !PATH.matcher(paths.get(k)).matches()) {
        throw wrongPath(k);
      }
    }
    List<String> fingerprints =
        lines.subList(1, SHARES + 1).stream()
            .map(line -> line.substring("key 0 ".length()))
            .toList();
    KeysRecord read =
        new KeysRecord(
            lines.getFirst().substring(VERSION.length()),
            new Purpose.NoteKeys(paths, fingerprints));
    if (!read.text().equals(text)) {
      throw wrong(lines.size(), "a line feed alone behind each line");
    }
    return read;
  }

  /** What is said of a meta-address that is none, the first being number 0. */
  public static IllegalArgumentException wrongPath(int number) {
    return wrong(SHARES + 2 + number, "meta-address on an EVM chain");
  }

  private static IllegalArgumentException wrong(int line, String expected) {
    return new IllegalArgumentException(
        "line " + line + " of the record of note keys: no " + expected);
  }
}
