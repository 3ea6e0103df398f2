package obscura.mpc.input;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Statement;
import obscura.mpc.codec.Encoder;

/** How a {@link Statement} is signed and verified. */
public final class Statements {
  private static final byte[] LABEL = "OBSCURA-STATEMENT-v1".getBytes(StandardCharsets.US_ASCII);

  private Statements() {}

  /**
   * Signs.
   *
   * @param instance name of the venue instance
   */
  public static Statement signed(
      String instance, GatewayKey key, String owner, long timeMillis, Purpose purpose) {
    byte[] signature = key.sign(canonical(instance, owner, timeMillis, purpose));
    return new Statement(owner, timeMillis, purpose, HexFormat.of().formatHex(signature));
  }

  /** Whether the gateway signed this for this venue instance. */
  public static boolean isSigned(Statement said, String instance, GatewayVerifier gateway) {
    try {
      byte[] signature = HexFormat.of().parseHex(said.signature());
      return gateway.verifies(
          canonical(instance, said.owner(), said.timeMillis(), said.purpose()), signature);
    } catch (IllegalArgumentException noHex) {
      return false;
    }
  }

  private static byte[] canonical(
      String instance, String owner, long timeMillis, Purpose purpose) {
    return new Encoder().raw(LABEL).text(instance).said(owner, timeMillis, purpose).bytes();
  }
}
