package obscura.mpc.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterException;
import obscura.mpc.roster.RosterText;

/**
 * What the parties' operators do with a roster: make their key, propose entries, sign, look. And
 * what becomes of an owner's record of note keys: the entry that names it, or the owner's own word.
 */
final class RosterTool {
  static final String USAGE =
      "usage: mpc-party roster keys FILE | propose ROSTER INSTANCE ENTRY... | sign ROSTER 0|1|2"
          + " KEYFILE | show ROSTER | note-keys RECORD [OWNERKEYFILE INSTANCE]";

  private RosterTool() {}

  /**
   * Carries out one verb.
   *
   * @return what to print
   * @throws RosterException or PartyConfigException in one line
   */
  static String run(List<String> words) throws IOException {
    String verb = words.isEmpty() ? "" : words.get(0);
    if (verb.equals("keys") && words.size() == 2) {
      return keys(Path.of(words.get(1)));
    }
    if (verb.equals("propose") && words.size() >= 4) {
      return propose(Path.of(words.get(1)), words.get(2), words.subList(3, words.size()));
    }
    if (verb.equals("sign") && words.size() == 4 && words.get(2).matches("[0-2]")) {
      return sign(Path.of(words.get(1)), Integer.parseInt(words.get(2)), Path.of(words.get(3)));
    }
    if (verb.equals("show") && words.size() == 2) {
      return show(read(Path.of(words.get(1))));
    }
    if (verb.equals("note-keys") && words.size() == 2) {
      return NoteKeysFile.read(Path.of(words.get(1))).entry().line();
    }
    if (verb.equals("note-keys") && words.size() == 4) {
      NoteKeysFile keys = NoteKeysFile.read(Path.of(words.get(1)));
      return keys.word(Path.of(words.get(2)), words.get(3));
    }
    throw new PartyConfigException(USAGE);
  }

  private static String keys(Path file) throws IOException {
    String publicKey = OperatorKey.make(file).publicHex();
    Files.writeString(Path.of(file + ".pub"), publicKey + "\n");
    return publicKey;
  }

  private static String propose(Path file, String instance, List<String> lines) throws IOException {
    Roster roster = Files.exists(file) ? read(file) : Roster.empty(instance);
    if (!roster.instance().equals(instance)) {
      throw new RosterException("this is the roster of " + roster.instance());
    }
    for (String line : lines) {
      roster = roster.with(Entry.parse(line));
    }
    write(file, roster);
    return show(roster);
  }

  private static String sign(Path file, int operator, Path key) throws IOException {
    Roster roster = read(file).signedBy(operator, OperatorKey.load(key));
    write(file, roster);
    return show(roster);
  }

  private static Roster read(Path file) throws IOException {
    return RosterText.read(Files.readString(file));
  }

  private static void write(Path file, Roster roster) throws IOException {
    Path draft = Path.of(file + ".draft");
    Files.writeString(draft, RosterText.write(roster));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String show(Roster roster) {
    StringBuilder out = new StringBuilder("roster of ").append(roster.instance());
    for (int n = 0; n < roster.length(); n++) {
      Roster.Signed one = roster.entries().get(n);
      out.append('\n').append(n + 1).append(": ").append(one.entry().line());
      out.append("   signed by ").append(one.signatures().keySet());
    }
    return out.append("\nhead ").append(roster.head()).toString();
  }
}
