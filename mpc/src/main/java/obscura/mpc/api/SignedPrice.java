package obscura.mpc.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What an instrument of pricing rule {@code reference} is worth, as an oracle says and signs.
 * Public. In writing it is one line of words: {@code price 1 INSTANCE INSTRUMENT TICKS TIME ORACLE
 * SIGNATURE}.
 *
 * @param instance the venue that it is for
 * @param instrument its number
 * @param ticks the price, 1 to 2^62 - 1
 * @param timeMillis when it was so, milliseconds since 1970
 * @param oracle its name in the roster
 * @param signature Ed25519 over {@link #message}, 128 hex digits
 */
public record SignedPrice(
    String instance,
    long instrument,
    long ticks,
    long timeMillis,
    String oracle,
    String signature) {
  private static final String VERSION = "1";
  private static final int WORDS = 8;
  private static final Pattern NAME = Pattern.compile("[!-~]{1,64}");
  private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{128}");

  public SignedPrice {
    if (!NAME.matcher(instance).matches() || !NAME.matcher(oracle).matches()) {
      throw new IllegalArgumentException("a name of venue or oracle is 1 to 64 visible characters");
    }
    if (instrument < 1 || ticks < 1 || ticks >= 1L << 62 || timeMillis < 1) {
      throw new IllegalArgumentException("instrument, ticks and time are from 1 on");
    }
    if (!SIGNATURE.matcher(signature).matches()) {
      throw new IllegalArgumentException("a signature has 128 hex digits");
    }
  }

  /** The bytes that an oracle signs. */
  public static byte[] message(
      String instance, long instrument, long ticks, long timeMillis, String oracle) {
    return String.join(
            " ",
            "OBSCURA-PRICE-v1",
            instance,
            Long.toString(instrument),
            Long.toString(ticks),
            Long.toString(timeMillis),
            oracle)
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** The bytes that the oracle signed. */
  public byte[] message() {
    return message(instance, instrument, ticks, timeMillis, oracle);
  }

  /** It as its line. */
  public String line() {
    return String.join(
        " ",
        "price",
        VERSION,
        instance,
        Long.toString(instrument),
        Long.toString(ticks),
        Long.toString(timeMillis),
        oracle,
        signature);
  }

  /**
   * Reads a line; what {@link #line} would not write is refused.
   *
   * @throws IllegalArgumentException in one line that says what is allowed
   */
  public static SignedPrice parse(String line) {
    List<String> words = List.of(line.split(" ", -1));
    try {
      if (words.size() == WORDS) {
        SignedPrice price =
            new SignedPrice(
                words.get(2),
                Long.parseLong(words.get(3)),
                Long.parseLong(words.get(4)),
                Long.parseLong(words.get(5)),
                words.get(6),
                words.get(7));
        if (price.line().equals(line)) {
          return price;
        }
      }
    } catch (IllegalArgumentException wrong) {
      throw notOne(wrong);
    }
    throw notOne(new IllegalArgumentException("other words"));
  }

  private static IllegalArgumentException notOne(IllegalArgumentException why) {
    return new IllegalArgumentException(
        "no signed price; allowed: price 1 INSTANCE INSTRUMENT TICKS MILLIS ORACLE SIGNATURE", why);
  }
}
