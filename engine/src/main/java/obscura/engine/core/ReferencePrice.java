package obscura.engine.core;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What an instrument is worth, as an oracle signed it; the parties verify it, the venue hands it
 * on.
 *
 * @param instance the venue that it is for
 * @param instrument its number
 * @param ticks 1 to 2^62 - 1
 * @param timeMillis when it was so, milliseconds since 1970
 * @param oracle its name in the parties' roster
 * @param signature 128 hex digits
 */
public record ReferencePrice(
    String instance,
    long instrument,
    long ticks,
    long timeMillis,
    String oracle,
    String signature) {
  private static final Pattern LINE =
      Pattern.compile(
          "price 1 [!-~]{1,64} [1-9][0-9]{0,17} [1-9][0-9]{0,17} [1-9][0-9]{0,17} [!-~]{1,64}"
              + " [0-9a-f]{128}");

  /**
   * Reads an oracle's line; prices up to 10^18 ticks.
   *
   * @throws IllegalArgumentException in one line that says what is allowed
   */
  public static ReferencePrice parse(String line) {
    if (!LINE.matcher(line).matches()) {
      throw new IllegalArgumentException(
          "a signed price is: price 1 INSTANCE INSTRUMENT TICKS MILLIS ORACLE SIGNATURE");
    }
    List<String> words = List.of(line.split(" ", -1));
    return new ReferencePrice(
        words.get(2),
        Long.parseLong(words.get(3)),
        Long.parseLong(words.get(4)),
        Long.parseLong(words.get(5)),
        words.get(6),
        words.get(7));
  }
}
