package obscura.mpc.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import obscura.mpc.api.KeysRecord;
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
  /**
   * Reads a record; one that has anything else in it is refused.
   *
   * @throws PartyConfigException in one line that names the first wrong one
   */
  static NoteKeysFile read(Path file) throws IOException {
    try {
      KeysRecord read = KeysRecord.read(Files.readString(file, StandardCharsets.ISO_8859_1));
      List<String> paths = read.keys().paths();
      for (int k = 0; k < paths.size(); k++) {
        if (!OneTime.isPath(paths.get(k))) {
          throw KeysRecord.wrongPath(k);
        }
      }
      return new NoteKeysFile(read.owner(), read.keys());
    } catch (IllegalArgumentException wrong) {
      throw new PartyConfigException(String.valueOf(wrong.getMessage()));
    }
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
