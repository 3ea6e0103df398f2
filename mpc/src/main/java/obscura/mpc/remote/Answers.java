package obscura.mpc.remote;

import java.util.concurrent.CompletionException;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Rule;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.net.CheatingException;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.party.EpochEndedException;
import obscura.mpc.party.PartyBusyException;
import org.jspecify.annotations.Nullable;

/** Failures as bytes, so that the venue learns whether asking again helps. */
final class Answers {
  static final byte GIVEN = 0;
  private static final byte SILENT = 1;
  private static final byte BUSY = 2;
  private static final byte FINAL = 3;
  private static final byte CHEATED = 4;
  private static final byte REFUSED = 5;
  private static final byte EPOCH_ENDED = 6;

  private Answers() {}

  static Encoder failed(Encoder out, Throwable problem) {
    Throwable cause =
        problem instanceof CompletionException && problem.getCause() != null
            ? problem.getCause()
            : problem;
    if (cause instanceof RefusedException refused) {
      return out.kind(REFUSED).text(refused.rule().name()).text(String.valueOf(cause.getMessage()));
    }
    byte kind =
        switch (cause) {
          case PeerSilentException e -> SILENT;
          case PartyBusyException e -> BUSY;
          case EpochEndedException e -> EPOCH_ENDED;
          case CheatingException e -> CHEATED;
          default -> FINAL;
        };
    return out.kind(kind).text(String.valueOf(cause.getMessage()));
  }

  /** The failure that an answer of this kind tells; null if it is an answer. */
  static @Nullable RuntimeException failure(byte kind, Decoder in) {
    return switch (kind) {
      case GIVEN -> null;
      case SILENT -> new PeerSilentException(in.text());
      case BUSY -> new PartyBusyException(in.text());
      case EPOCH_ENDED -> new EpochEndedException(in.text());
      case CHEATED -> new CheatingException(in.text());
      case REFUSED -> new RefusedException(in.named(Rule.class), in.text());
      default -> new PartyStoppedException(in.text());
    };
  }
}
