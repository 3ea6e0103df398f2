package obscura.mpc.api;

import java.util.List;

/**
 * What a party signs of a selection ({@code trust.md} 4): over which set the best was selected, and
 * how. All three compare it before they compare a quote.
 *
 * @param instance name of the venue instance
 * @param roster head of the roster that the parties went by
 * @param job number of the job that selected
 * @param root of the tree over the handles of all quotes in the set, in the order of admission
 * @param closesMillis end of the collection as the request's record says, milliseconds since 1970
 * @param selected handles of the selected terms: one, or the offer's and the bid's; empty if nobody
 *     quoted, or not enough to deal on. A handle is the name under which the parties hold shares of
 *     the terms; it is made of the job's number and hashes no value, so there is nothing to guess.
 */
public record Transcript(
    String instance,
    Handle roster,
    Handle request,
    long job,
    Handle root,
    long closesMillis,
    List<Handle> selected) {
  /** How the best is selected: part of what is signed. */
  public static final String POLICY = "best all-in price, then earlier admission";

  public Transcript {
    selected = List.copyOf(selected);
  }
}
