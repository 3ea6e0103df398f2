package obscura.mpc.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.api.Purpose;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.KeysWord;
import obscura.mpc.note.OneTime;
import obscura.mpc.roster.Entry;

/**
 * The record of an owner's note keys ({@link Purpose.NoteKeys#text}), as the owner's wallet prints
 * it: no secrets.
 *
 * @param owner a CompID
 */
record NoteKeysFile(String owner, Purpose.NoteKeys keys) {
  private static final String VERSION = "obscura-note-keys 1 ";
  private static final int SHARES = 3;

  /**
   * Reads a record; one that has anything else in it is refused.
   *
   * @throws PartyConfigException in one line that names the first wrong one
   */
  static NoteKeysFile read(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.getFirst().matches(VERSION + "[A-Za-z0-9_-]{1,40}")) {
      throw wrong(1, VERSION + "OWNER");
    }
    for (int k = 0; k < SHARES; k++) {
      if (lines.size() < k + 2 || !lines.get(k + 1).matches("key " + k + " [0-9a-f]{64}")) {
        throw wrong(k + 2, "key " + k + " and 64 hex digits");
      }
    }
    List<String> paths = lines.subList(SHARES + 1, lines.size());
    for (int k = 0; k < Math.max(1, paths.size()); k++) {
      if (paths.isEmpty() || !OneTime.isPath(paths.get(k))) {
        throw wrong(SHARES + 2 + k, "a meta-address on an EVM chain");
      }
    }
    List<String> fingerprints =
        lines.subList(1, SHARES + 1).stream()
            .map(line -> line.substring("key 0 ".length()))
            .toList();
    NoteKeysFile read =
        new NoteKeysFile(
            lines.getFirst().substring(VERSION.length()),
            new Purpose.NoteKeys(paths, fingerprints));
    if (!read.keys.text(read.owner).equals(text)) {
      throw wrong(lines.size(), "a line feed alone behind each line");
    }
    return read;
  }

  private static PartyConfigException wrong(int line, String expected) {
    return new PartyConfigException("line " + line + " of the record of note keys: no " + expected);
  }

  /** The entry that names them. */
  Entry entry() {
    return new Entry.NoteKeys(owner, keys.digest(owner), true);
  }

  /**
   * What the owner says of them itself.
   *
   * @param key a file with its own key
   * @param instance name of the venue instance
   */
  String word(Path key, String instance) throws IOException {
    try {
      byte[] seed = HexFormat.of().parseHex(Files.readString(key).strip());
      return new KeysWord(instance, owner, keys.digest(owner)).signed(new GatewayKey(seed));
    } catch (IllegalArgumentException wrong) {
      throw new PartyConfigException("the owner's key is no key of 64 hex digits");
    }
  }
}
