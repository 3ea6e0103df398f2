package obscura.mpc.input;

import java.nio.charset.StandardCharsets;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Origin;
import obscura.mpc.codec.Encoder;
import obscura.mpc.share.Commitment;

/**
 * What the gateway signs of an input ({@code trust.md} 3 and 4): the venue instance, the message
 * that brought it with the one context that it names, and the three commitments.
 *
 * @param instance name of the venue instance
 * @param commitments three of {@link Commitment#BYTES} bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record InputRecord(String instance, Origin origin, byte[][] commitments) {
  private static final byte[] LABEL = "OBSCURA-INPUT-v1".getBytes(StandardCharsets.US_ASCII);

  /** Digest of what is public about an input, without its commitments; they are made over it. */
  static byte[] context(String instance, Origin origin) {
    return Commitment.sha256().digest(canonical(instance, origin).bytes());
  }

  private static Encoder canonical(String instance, Origin origin) {
    return new Encoder().raw(LABEL).text(instance).origin(origin);
  }

  /** Digest of all but the commitments: they are made over it. */
  public byte[] context() {
    return context(instance, origin);
  }

  /** The bytes that are signed. */
  byte[] canonical() {
    Encoder out = canonical(instance, origin);
    for (byte[] commitment : commitments) {
      out.raw(commitment);
    }
    return out.bytes();
  }

  /** SHA-256 of the signed bytes, whoever signed them and however often: no clone has another. */
  public Handle handle() {
    return Handle.of(Commitment.sha256().digest(canonical()));
  }
}
