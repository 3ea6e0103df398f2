package obscura.mpc.receipt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Receipt;
import obscura.mpc.api.Transcript;

/**
 * A transcript with what belongs to it, as it is handed on: whole to the venue's compliance, or to
 * one maker with that maker's quotes alone.
 *
 * @param padding with which the whole set is proved; empty in a maker's
 * @param quotes with their places in the tree
 */
public record Document(
    Transcript transcript,
    List<Evidence.Signature> signatures,
    Optional<Handle> padding,
    List<Placed> quotes,
    List<Receipt> receipts) {
  /**
   * A quote under the root.
   *
   * @param leaf its place, from 0
   * @param path siblings from the leaf up
   */
  public record Placed(int leaf, Handle quote, List<Handle> path) {}

  public Document {
    signatures = List.copyOf(signatures);
    quotes = List.copyOf(quotes);
    receipts = List.copyOf(receipts);
  }

  /**
   * All of it.
   *
   * @throws IllegalArgumentException if there is no transcript yet
   */
  public static Document of(Evidence evidence) {
    Transcript transcript =
        evidence
            .transcript()
            .orElseThrow(() -> new IllegalArgumentException("nothing was selected yet"));
    SetTree tree = new SetTree(evidence.quotes(), evidence.padding());
    List<Placed> placed = new ArrayList<>();
    for (int leaf = 0; leaf < evidence.quotes().size(); leaf++) {
      placed.add(new Placed(leaf, evidence.quotes().get(leaf), tree.path(leaf)));
    }
    return new Document(
        transcript,
        evidence.signatures(),
        Optional.of(evidence.padding()),
        placed,
        evidence.receipts());
  }

  /** What one maker is given: nothing of the others', and not how many came after it. */
  public Document of(String maker) {
    List<Receipt> own = receipts.stream().filter(r -> r.maker().equals(maker)).toList();
    List<Handle> handles = own.stream().map(Receipt::quote).toList();
    List<Placed> placed = quotes.stream().filter(q -> handles.contains(q.quote())).toList();
    return new Document(transcript, signatures, Optional.empty(), placed, own);
  }
}
