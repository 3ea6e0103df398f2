package obscura.mpc.roster;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A roster as text, the format of its file. First line {@code obscura-roster 1 INSTANCE}; then for
 * each entry {@code entry NUMBER HEAD LINE}, below it {@code signature OPERATOR HEX} in the order
 * of the operators. Numbers count from 1; HEAD is the hash over all up to that entry. Anything else
 * is refused with one line.
 */
public final class RosterText {
  private static final String VERSION = "obscura-roster 1 ";

  private RosterText() {}

  /** The roster in writing. */
  public static String write(Roster roster) {
    StringBuilder out = new StringBuilder(VERSION).append(roster.instance()).append('\n');
    for (int n = 0; n < roster.length(); n++) {
      Roster.Signed one = roster.entries().get(n);
      out.append("entry ").append(n + 1).append(' ').append(roster.head(n + 1));
      out.append(' ').append(one.entry().line()).append('\n');
      new TreeMap<>(one.signatures())
          .forEach((operator, signature) ->
              out.append("signature ")
                  .append(operator)
                  .append(' ')
                  .append(HexFormat.of().formatHex(signature))
                  .append('\n'));
    }
    return out.toString();
  }

  /**
   * Reads a text; verifies the chain, not the signatures.
   *
   * @throws RosterException in one line
   */
  public static Roster read(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).startsWith("obscura-roster ")) {
      throw new RosterException("this is no roster: it does not begin with obscura-roster");
    }
    if (!lines.get(0).startsWith(VERSION)) {
      throw new RosterException("this roster has an unknown version; known is 1");
    }
    Roster roster = Roster.empty(lines.get(0).substring(VERSION.length()));
    int at = 1;
    while (at < lines.size()) {
      String[] words = lines.get(at).split(" ", 4);
      int number = roster.length() + 1;
      if (words.length < 4 || !words[0].equals("entry")) {
        throw new RosterException("line " + (at + 1) + " is no entry");
      }
      if (!words[1].equals(Integer.toString(number))) {
        throw new RosterException(
            "line "
                + (at + 1)
                + ": entry "
                + words[1]
                + " stands where entry "
                + number
                + " belongs");
      }
      roster = roster.with(Entry.parse(words[3]));
      if (!roster.head().toString().equals(words[2])) {
        throw new RosterException("entry " + number + ": the chain is broken here");
      }
      at++;
      Map<Integer, byte[]> signatures = new TreeMap<>();
      while (at < lines.size() && lines.get(at).startsWith("signature ")) {
        signature(lines.get(at++), number, signatures);
      }
      roster = roster.withSignatures(signatures);
    }
    return roster;
  }

  private static void signature(String line, int entry, Map<Integer, byte[]> into) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    boolean sound = words.size() == 3 && words.get(1).matches("[0-2]");
    int operator = sound ? Integer.parseInt(words.get(1)) : -1;
    try {
      if (sound && into.putIfAbsent(operator, HexFormat.of().parseHex(words.get(2))) == null) {
        return;
      }
    } catch (IllegalArgumentException notHex) {
      throw new RosterException("entry " + entry + " has a signature that is not hex");
    }
    throw new RosterException("entry " + entry + " has a signature that is malformed or double");
  }
}
