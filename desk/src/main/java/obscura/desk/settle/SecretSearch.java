package obscura.desk.settle;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks for numbers in bytes: big-endian and little-endian without the zeros that widen them, which
 * finds them at every width, and as decimal text. Not thread-safe while numbers are added.
 */
final class SecretSearch {
  /** Numbers with fewer bytes, or digits of text, would be found by chance. */
  static final int BYTES_MIN = 6;

  private final Map<Long, List<Pattern>> byHead = new HashMap<>();
  private int patterns;

  /**
   * A number as it might be written.
   *
   * @param name of the number
   * @param form how it is written
   */
  record Pattern(String name, String form, byte[] bytes) {
    /** Does not show the number. */
    @Override
    public String toString() {
      return name + " " + form;
    }
  }

  /** How many ways of writing numbers are looked for. */
  int patterns() {
    return patterns;
  }

  /**
   * Looks for a number.
   *
   * @throws IllegalArgumentException if it is so short that it would be found by chance
   */
  void add(String name, BigInteger number) {
    byte[] big = number.toByteArray();
    byte[] bytes = big[0] == 0 ? Arrays.copyOfRange(big, 1, big.length) : big;
    add(new Pattern(name, "big-endian", bytes));
    add(new Pattern(name, "little-endian", reversed(bytes)));
    addText(name, number.toString());
  }

  /** Looks for a text. */
  void addText(String name, String text) {
    add(new Pattern(name, "decimal", text.getBytes(StandardCharsets.US_ASCII)));
  }

  private void add(Pattern pattern) {
    if (pattern.bytes.length < BYTES_MIN) {
      throw new IllegalArgumentException(pattern + " is too short to be looked for");
    }
    byHead.computeIfAbsent(head(pattern.bytes, 0), head -> new ArrayList<>()).add(pattern);
    patterns++;
  }

  /** Which of them stand in these bytes. */
  Set<Pattern> in(byte[] data) {
    Set<Pattern> found = new HashSet<>();
    for (int at = 0; at + BYTES_MIN <= data.length; at++) {
      for (Pattern pattern : byHead.getOrDefault(head(data, at), List.of())) {
        int end = at + pattern.bytes.length;
        if (end <= data.length
            && Arrays.equals(data, at, end, pattern.bytes, 0, pattern.bytes.length)) {
          found.add(pattern);
        }
      }
    }
    return found;
  }

  private static long head(byte[] data, int at) {
    long head = 0;
    for (int i = at; i < at + BYTES_MIN; i++) {
      head = head << Byte.SIZE | Byte.toUnsignedLong(data[i]);
    }
    return head;
  }

  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[bytes.length - 1 - i];
    }
    return reversed;
  }
}
