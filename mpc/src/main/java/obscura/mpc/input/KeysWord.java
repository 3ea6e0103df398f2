package obscura.mpc.input;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import obscura.mpc.codec.Encoder;

/**
 * What an owner says of its note keys, with a key of its own that no venue has: Ed25519 (RFC 8032)
 * over a label, the venue instance, the owner's name and the digest of the keys.
 *
 * @param instance name of the venue instance
 * @param owner a CompID
 * @param digest {@link obscura.mpc.api.Purpose.NoteKeys#digest}
 */
public record KeysWord(String instance, String owner, String digest) {
  private static final byte[] LABEL = "OBSCURA-NOTE-KEYS-v1".getBytes(StandardCharsets.US_ASCII);

  /** The signature, 128 hex digits. */
  public String signed(GatewayKey own) {
    return HexFormat.of().formatHex(own.sign(canonical()));
  }

  /** Whether the holder of this key said so; false also for what is no signature. */
  public boolean isSigned(String signature, GatewayVerifier own) {
    try {
      return own.verifies(canonical(), HexFormat.of().parseHex(signature));
    } catch (IllegalArgumentException noHex) {
      return false;
    }
  }

  private byte[] canonical() {
    return new Encoder().raw(LABEL).text(instance).text(owner).text(digest).bytes();
  }
}
