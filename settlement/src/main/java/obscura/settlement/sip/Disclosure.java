package obscura.settlement.sip;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a viewing key shows of one payment.
 *
 * @param sender as the chain writes it
 * @param recipient as the chain writes it
 * @param amount in the token's smallest unit, as a decimal text
 * @param timestamp 0 to 2^53 - 1, in the unit of the sender's choice (SIP uses seconds)
 */
public record Disclosure(String sender, String recipient, String amount, long timestamp) {
  private static final long MAX_TIMESTAMP = (1L << 53) - 1;

  /**
   * Checks the timestamp.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public Disclosure {
    if (timestamp < 0 || timestamp > MAX_TIMESTAMP) {
      throw new IllegalArgumentException("a timestamp is 0 to 2^53 - 1");
    }
  }

  /** JSON without blanks, the four members in this order, as JavaScript writes it. */
  String toJson() {
    return "{\"sender\":%s,\"recipient\":%s,\"amount\":%s,\"timestamp\":%d}"
        .formatted(
            FlatJson.quote(sender), FlatJson.quote(recipient), FlatJson.quote(amount), timestamp);
  }

  static Disclosure parse(byte[] json) {
    Map<String, Object> members = FlatJson.parse(text(json));
    if (members.get("sender") instanceof String sender
        && members.get("recipient") instanceof String recipient
        && members.get("amount") instanceof String amount
        && members.get("timestamp") instanceof BigInteger timestamp
        && timestamp.bitLength() < Long.SIZE) {
      return new Disclosure(sender, recipient, amount, timestamp.longValue());
    }
    throw new IllegalArgumentException("a member of the disclosure is missing or of another type");
  }

  private static String text(byte[] json) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the disclosure is not UTF-8");
    }
  }

  /** Shows nothing. */
  @Override
  public String toString() {
    return "Disclosure";
  }
}
