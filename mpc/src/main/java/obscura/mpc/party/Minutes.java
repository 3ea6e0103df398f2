package obscura.mpc.party;

import java.util.List;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Transcript;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;

/**
 * What is public of a selection, the same at all three.
 *
 * @param padding from which the empty places of the tree are made
 * @param quotes the set, in the order of admission; kept when they are long spent
 */
record Minutes(Transcript transcript, Handle padding, List<Handle> quotes) {
  Minutes {
    quotes = List.copyOf(quotes);
  }

  /** With what was selected. */
  Minutes selected(List<Handle> terms) {
    Transcript t = transcript;
    return new Minutes(
        new Transcript(
            t.instance(), t.roster(), t.request(), t.job(), t.root(), t.closesMillis(), terms),
        padding,
        quotes);
  }

  static Encoder write(Encoder out, Minutes minutes) {
    return out.transcript(minutes.transcript).handle(minutes.padding).handles(minutes.quotes);
  }

  static Minutes read(Decoder in) {
    return new Minutes(in.transcript(), in.handle(), in.handles());
  }
}
