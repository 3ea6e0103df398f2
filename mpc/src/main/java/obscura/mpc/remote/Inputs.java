package obscura.mpc.remote;

import java.util.List;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Vector;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.input.GatewayVerifier;
import obscura.mpc.input.InputRecord;
import obscura.mpc.input.SealedPart;
import obscura.mpc.input.SharedInput;
import obscura.mpc.party.Disclosure;
import obscura.mpc.share.Commitment;
import obscura.mpc.share.Words;

/** A party's part of an input, and of a reveal, as bytes. */
final class Inputs {
  private static final int PARTIES = 3;

  private Inputs() {}

  static Encoder write(Encoder out, SharedInput input) {
    write(out.number(input.party()), input.record());
    out.raw(input.signature());
    return out.words(Words.of(input.mine(), input.next()))
        .raw(input.mineBlinding())
        .raw(input.nextBlinding());
  }

  static SharedInput read(Decoder in) {
    int party = (int) in.number();
    InputRecord record = record(in);
    byte[] signature = in.raw(GatewayVerifier.SIGNATURE_BYTES);
    Words words = in.words();
    byte[] mineBlinding = in.raw(Commitment.BYTES);
    byte[] nextBlinding = in.raw(Commitment.BYTES);
    return new SharedInput(
        party, record, signature, mine(words), mineBlinding, next(words), nextBlinding);
  }

  private static void write(Encoder out, InputRecord record) {
    out.text(record.instance()).origin(record.origin());
    for (byte[] commitment : record.commitments()) {
      out.raw(commitment);
    }
  }

  private static InputRecord record(Decoder in) {
    String instance = in.text();
    Origin origin = in.origin();
    byte[][] commitments = new byte[PARTIES][];
    for (int k = 0; k < PARTIES; k++) {
      commitments[k] = in.raw(Commitment.BYTES);
    }
    return new InputRecord(instance, origin, commitments);
  }

  static Encoder write(Encoder out, SealedPart part) {
    write(out.number(part.party()), part.record());
    return out.number(part.box().length).raw(part.box());
  }

  static SealedPart readSealed(Decoder in) {
    int party = (int) in.number();
    InputRecord record = record(in);
    return new SealedPart(party, record, in.raw((int) in.number()));
  }

  private static long[] mine(Words words) {
    long[] mine = new long[Vector.INPUT_WORDS];
    for (int k = 0; k < Math.min(mine.length, words.size()); k++) {
      mine[k] = words.mine(k);
    }
    return mine;
  }

  private static long[] next(Words words) {
    long[] next = new long[Vector.INPUT_WORDS];
    for (int k = 0; k < Math.min(next.length, words.size()); k++) {
      next[k] = words.next(k);
    }
    return next;
  }

  static Encoder write(Encoder out, Disclosure disclosure) {
    String refusal = disclosure.refusal();
    out.bit(refusal != null);
    return refusal != null
        ? out.text(refusal)
        : out.list(disclosure.shares(), (o, words) -> o.words(words));
  }

  static Disclosure disclosure(Decoder in) {
    return in.bit()
        ? new Disclosure(List.of(), in.text())
        : new Disclosure(in.list(in::words), null);
  }
}
