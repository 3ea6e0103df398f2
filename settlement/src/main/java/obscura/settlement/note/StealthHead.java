package obscura.settlement.note;

import java.util.Arrays;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Point;
import obscura.settlement.sip.OneTimeKey;
import obscura.settlement.sip.StealthCurve;
import obscura.settlement.sip.StealthKeys;
import obscura.settlement.sip.StealthPayment;
import obscura.settlement.sip.StealthScheme;

/**
 * What both memos begin with: ephemeral public key, view tag, note seed. The one-time owner is made
 * by scheme v2 of SIP.
 */
record StealthHead(Point ephemeral, int viewTag, NoteSeed seed) {
  static StealthHead of(StealthPayment payment, NoteSeed seed) {
    return new StealthHead(payment.ephemeral(), payment.viewTag(), seed);
  }

  static int bytes(StealthCurve curve) {
    int point =
        switch (curve) {
          case SECP256K1 -> 33;
          case ED25519 -> 32;
        };
    return point + 1 + NoteSeed.BYTES;
  }

  /** Reads it; empty if the key is no point of the curve. */
  static Optional<StealthHead> parse(StealthCurve curve, byte[] memo) {
    int end = bytes(curve);
    int tag = end - NoteSeed.BYTES - 1;
    try {
      return Optional.of(
          new StealthHead(
              curve.group().decode(Arrays.copyOf(memo, tag)),
              Byte.toUnsignedInt(memo[tag]),
              new NoteSeed(Bytes.of(Arrays.copyOfRange(memo, tag + 1, end)))));
    } catch (IllegalArgumentException noPoint) {
      return Optional.empty();
    }
  }

  /** The key of this owner, if these are the keys that the memo was made for. */
  Optional<OneTimeKey> keyOf(StealthKeys keys, Bytes owner) {
    return keys.candidate(StealthScheme.V2, ephemeral, viewTag)
        .filter(key -> Arrays.equals(key.owner(), owner.array()));
  }

  byte[] encode() {
    return Bytes.of(ephemeral.encode(), new byte[] {(byte) viewTag}, seed.value().array()).array();
  }
}
