package obscura.mpc.party;

import java.util.List;
import java.util.stream.Stream;
import obscura.mpc.api.Origin;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a request is quoted, and what was signed at its end.
 *
 * @param closesMillis its end as the request's record says, milliseconds since 1970
 * @param latest of each maker whose quote was ever in the set: where the last one came from. Older
 *     ones do not come back, also when that one is withdrawn.
 * @param minutes of the selection; null before it
 */
record Window(long closesMillis, List<Origin> latest, @Nullable Minutes minutes) {
  /** Nobody has quoted. */
  static Window until(long closesMillis) {
    return new Window(closesMillis, List.of(), null);
  }

  /** Where this maker's last quote came from; null if it had none in the set. */
  @Nullable Origin latest(String maker) {
    return latest.stream().filter(o -> o.owner().equals(maker)).findFirst().orElse(null);
  }

  /** With a quote that takes the place of its maker's earlier ones. */
  Window with(Origin quote) {
    Stream<Origin> others = latest.stream().filter(o -> !o.owner().equals(quote.owner()));
    return new Window(closesMillis, Stream.concat(others, Stream.of(quote)).toList(), minutes);
  }

  Window with(Minutes selected) {
    return new Window(closesMillis, latest, selected);
  }

  static Encoder write(Encoder out, Window window) {
    List<Minutes> minutes = window.minutes == null ? List.of() : List.of(window.minutes);
    return out.number(window.closesMillis)
        .list(window.latest, Encoder::origin)
        .list(minutes, Minutes::write);
  }

  static Window read(Decoder in) {
    return new Window(
        in.number(),
        in.list(in::origin),
        in.list(() -> Minutes.read(in)).stream().findFirst().orElse(null));
  }
}
