package obscura.settlement.sip;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import obscura.settlement.crypto.Groups;
import obscura.settlement.crypto.Point;

/**
 * SIP's announcement in a Solana memo: {@code SIP:<1|2>:<ephemeral>:<tag>[:<stealth>]}, keys in
 * base58, the tag in two hex digits.
 *
 * @param scheme by the number after {@code SIP:}
 * @param ephemeral the payer's public key
 * @param viewTag 0 to 255
 * @param owner the one-time key, where the payer wrote it
 */
public record SipMemo(StealthScheme scheme, Point ephemeral, int viewTag, Optional<Point> owner) {
  private static final Pattern FORM =
      Pattern.compile(
          "SIP:([12]):([1-9A-HJ-NP-Za-km-z]{32,44}):([0-9a-fA-F]{2})"
              + "(?::([1-9A-HJ-NP-Za-km-z]{32,44}))?");
  private static final int HEX = 16;

  /** The memo of a payment, with the one-time key. */
  public static SipMemo of(StealthPayment payment) {
    return new SipMemo(
        payment.scheme(), payment.ephemeral(), payment.viewTag(), Optional.of(payment.owner()));
  }

  /** Reads a memo; empty if it is not one of SIP, or a key is no ed25519 point of prime order. */
  public static Optional<SipMemo> parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    StealthScheme scheme = parts.group(1).equals("1") ? StealthScheme.V1 : StealthScheme.V2;
    try {
      return Optional.of(
          new SipMemo(
              scheme,
              key(parts.group(2)),
              Integer.parseInt(parts.group(3), HEX),
              Optional.ofNullable(parts.group(4)).map(SipMemo::key)));
    } catch (IllegalArgumentException noPoint) {
      return Optional.empty();
    }
  }

  /** The memo's text. */
  @Override
  public String toString() {
    String head =
        "SIP:%d:%s:%02x".formatted(scheme.number(), Base58.encode(ephemeral.encode()), viewTag);
    return owner.map(key -> head + ":" + Base58.encode(key.encode())).orElse(head);
  }

  private static Point key(String base58) {
    return Groups.ED25519.decode(Base58.decode(base58));
  }
}
