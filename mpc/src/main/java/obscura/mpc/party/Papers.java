package obscura.mpc.party;

import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Receipt;
import obscura.mpc.api.Transcript;

/**
 * What one party has signed of a request, as it tells the venue. All but signature and receipts is
 * the same at all three.
 *
 * @param signature under the transcript; empty if there is none, or the party has lost it
 */
public record Papers(
    Optional<Transcript> transcript,
    Handle padding,
    List<Handle> quotes,
    Optional<String> signature,
    List<Receipt> receipts) {
  /** A batch, signed: no request, but its digest was asked for. */
  static Papers ofBatch(String signature) {
    return new Papers(
        Optional.empty(), new Handle(0, 0, 0, 0), List.of(), Optional.of(signature), List.of());
  }
}
