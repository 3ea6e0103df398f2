package obscura.mpc.api;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * An owner's three share keys on their way to the parties, as the owner's own wallet sealed them:
 * each box opens with one party's key, and who carries them reads nothing ({@code docs/wallet.md},
 * "Your share keys, sealed"). They do nothing before the roster names their record.
 *
 * @param instance of the venue whose parties they are sealed to
 * @param owner a CompID
 * @param purpose the record of the keys
 * @param commitments to the three keys, each of 32 bytes
 * @param boxes for the three parties, in the order of their numbers, each of {@link #BOX_BYTES}
 */
@SuppressWarnings("ArrayRecordComponent")
public record SealedKeys(
    String instance,
    String owner,
    Purpose.NoteKeys purpose,
    List<byte[]> commitments,
    List<byte[]> boxes) {
  /** Two keys and two blindings of 32 bytes, and what HPKE adds. */
  public static final int BOX_BYTES = 176;

  /** Characters of a file: some 400 meta-addresses. */
  public static final int TEXT_MAX = 1 << 16;

  private static final String VERSION = "obscura-sealed-keys 1 ";
  private static final int COMMITMENT_BYTES = 32;
  private static final int PARTIES = 3;

  /**
   * Copies.
   *
   * @throws IllegalArgumentException if something has another length, or the instance no name
   */
  public SealedKeys {
    if (instance.isEmpty() || !instance.equals(instance.strip()) || instance.contains("\n")) {
      throw new IllegalArgumentException("sealed keys name no venue instance");
    }
    commitments = copies("commitment", commitments, COMMITMENT_BYTES);
    boxes = copies("box", boxes, BOX_BYTES);
  }

  private static List<byte[]> copies(String what, List<byte[]> three, int bytes) {
    if (three.size() != PARTIES) {
      throw new IllegalArgumentException(
          "there are " + three.size() + " of three: " + what + " 0, 1 and 2");
    }
    for (int k = 0; k < PARTIES; k++) {
      if (three.get(k).length != bytes) {
        throw new IllegalArgumentException(
            what + " " + k + " has " + three.get(k).length + " bytes, not " + bytes);
      }
    }
    return three.stream().map(byte[]::clone).toList();
  }

  /** What is public of the keys. */
  public KeysRecord record() {
    return new KeysRecord(owner, purpose);
  }

  /** As a file of ASCII, a line feed behind each line. */
  public String write() {
    StringBuilder text = new StringBuilder(VERSION).append(instance).append('\n');
    text.append(record().text());
    for (int k = 0; k < PARTIES; k++) {
      String hex = HexFormat.of().formatHex(commitments.get(k));
      text.append("commitment ").append(k).append(' ').append(hex).append('\n');
    }
    for (int k = 0; k < PARTIES; k++) {
      String base64 = Base64.getEncoder().encodeToString(boxes.get(k));
      text.append("box ").append(k).append(' ').append(base64).append('\n');
    }
    return text.toString();
  }

  /**
   * Reads what {@link #write} wrote; anything else is refused.
   *
   * @throws IllegalArgumentException in one line that says what is wrong
   */
  public static SealedKeys read(String text) {
    if (text.length() > TEXT_MAX) {
      throw new IllegalArgumentException(
          "sealed keys have at most " + TEXT_MAX + " characters, not " + text.length());
    }
    List<String> lines = text.lines().toList();
    int count = lines.size();
    if (count < 1 || !lines.getFirst().startsWith(VERSION)) {
      throw new IllegalArgumentException("line 1 of sealed keys: no " + VERSION + "INSTANCE");
    }
    if (count < 1 + 2 * PARTIES) {
      throw new IllegalArgumentException("sealed keys end too early, after line " + count);
    }
    int first = count - 2 * PARTIES;
    KeysRecord record = KeysRecord.read(String.join("\n", lines.subList(1, first)) + "\n");
    List<byte[]> commitments = new ArrayList<>();
    List<byte[]> boxes = new ArrayList<>();
    for (int k = 0; k < PARTIES; k++) {
      commitments.add(hex(line(lines.get(first + k), "commitment " + k + " ")));
      boxes.add(base64(line(lines.get(first + PARTIES + k), "box " + k + " ")));
    }
    SealedKeys read =
        new SealedKeys(
            lines.getFirst().substring(VERSION.length()),
            record.owner(),
            record.keys(),
            commitments,
            boxes);
    if (!read.write().equals(text)) {
      throw new IllegalArgumentException("sealed keys are not written as they are to be");
    }
    return read;
  }

  private static String line(String line, String begin) {
    if (!line.startsWith(begin)) {
      throw new IllegalArgumentException("sealed keys have no " + begin.strip() + " in its place");
    }
    return line.substring(begin.length());
  }

  private static byte[] hex(String word) {
    try {
      return HexFormat.of().parseHex(word);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("a commitment of sealed keys is not hex");
    }
  }

  private static byte[] base64(String word) {
    try {
      return Base64.getDecoder().decode(word);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("a box of sealed keys is not base64");
    }
  }

  /** Whose they are. */
  @Override
  public String toString() {
    return "SealedKeys[" + owner + "]";
  }
}
