package obscura.mpc.party;

import obscura.mpc.api.Handle;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;

/**
 * What one party has signed with its own key: kept by it alone, and given to no other party.
 *
 * @param about the quote of a receipt, the request of a transcript
 * @param roster head of the roster then
 * @param timeMillis by this party's clock
 * @param signature in hex
 */
record Paper(Handle about, Handle roster, long job, long timeMillis, String signature) {
  static Encoder write(Encoder out, Paper paper) {
    return out.handle(paper.about)
        .handle(paper.roster)
        .number(paper.job)
        .number(paper.timeMillis)
        .text(paper.signature);
  }

  static Paper read(Decoder in) {
    return new Paper(in.handle(), in.handle(), in.number(), in.number(), in.text());
  }
}
