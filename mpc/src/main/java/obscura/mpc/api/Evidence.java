package obscura.mpc.api;

import java.util.List;
import java.util.Optional;

/**
 * What the parties signed of a request.
 *
 * @param transcript of the selection; empty before it
 * @param padding 32 bytes from which the empty places of the tree are made
 * @param quotes of the set, in the order of admission
 * @param signatures of the parties, over the transcript
 * @param receipts of all these quotes, of all parties that still have theirs
 */
public record Evidence(
    Optional<Transcript> transcript,
    Handle padding,
    List<Handle> quotes,
    List<Signature> signatures,
    List<Receipt> receipts) {
  /**
   * A party's signature.
   *
   * @param hex 128 digits
   */
  public record Signature(int party, String hex) {}

  public Evidence {
    quotes = List.copyOf(quotes);
    signatures = List.copyOf(signatures);
    receipts = List.copyOf(receipts);
  }
}
