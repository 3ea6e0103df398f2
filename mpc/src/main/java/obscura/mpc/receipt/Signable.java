package obscura.mpc.receipt;

import java.nio.charset.StandardCharsets;
import obscura.mpc.api.Receipt;
import obscura.mpc.api.Transcript;
import obscura.mpc.codec.Encoder;

/** The bytes that are signed. */
public final class Signable {
  private static final byte[] RECEIPT = "OBSCURA-RECEIPT-v1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TRANSCRIPT =
      "OBSCURA-TRANSCRIPT-v1".getBytes(StandardCharsets.US_ASCII);

  private Signable() {}

  /** Of a receipt: all but its signature and the party, whose key says who it is. */
  public static byte[] receipt(String instance, Receipt r) {
    return new Encoder()
        .raw(RECEIPT)
        .text(instance)
        .handle(r.roster())
        .handle(r.request())
        .handle(r.quote())
        .text(r.maker())
        .number(r.job())
        .number(r.timeMillis())
        .bytes();
  }

  /** Of a transcript: all of it, and the policy. */
  public static byte[] transcript(Transcript t) {
    return new Encoder()
        .raw(TRANSCRIPT)
        .text(t.instance())
        .handle(t.roster())
        .handle(t.request())
        .number(t.job())
        .handle(t.root())
        .number(t.closesMillis())
        .text(Transcript.POLICY)
        .list(t.selected(), Encoder::handle)
        .bytes();
  }
}
