package obscura.mpc.venue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Receipt;
import obscura.mpc.api.RefusedException;
import obscura.mpc.party.Papers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the parties have signed, put together. Two are enough: whoever verifies a transcript or a
 * batch asks for two signatures, so a party that alone knows of nothing cannot withhold them.
 */
final class CollectedPapers {
  private static final Logger LOG = LoggerFactory.getLogger(CollectedPapers.class);

  private CollectedPapers() {}

  /** A party's papers, or why it has none: one of the two is null. */
  record Told(@Nullable Papers papers, @Nullable RefusedException refusal) {}

  /** An answer in which a refusal is no failure. */
  static CompletableFuture<Told> told(CompletableFuture<Papers> answer) {
    return answer
        .thenApply(papers -> new Told(papers, null))
        .exceptionallyCompose(problem -> {
          Throwable cause = problem instanceof CompletionException e ? e.getCause() : problem;
          return cause instanceof RefusedException refusal
              ? CompletableFuture.completedFuture(new Told(null, refusal))
              : CompletableFuture.failedFuture(problem);
        });
  }

  /**
   * The evidence of those who know of it, in the order of the parties.
   *
   * @throws RefusedException if two refuse
   */
  static Evidence of(List<Told> all, Trio trio) {
    List<Papers> given = new ArrayList<>();
    List<Evidence.Signature> signatures = new ArrayList<>();
    List<Receipt> receipts = new ArrayList<>();
    List<RefusedException> refusals = new ArrayList<>();
    for (int k = 0; k < all.size(); k++) {
      Papers papers = all.get(k).papers();
      if (papers == null) {
        refusals.add(Objects.requireNonNull(all.get(k).refusal()));
        continue;
      }
      int party = k;
      given.add(papers);
      papers.signature().ifPresent(hex -> signatures.add(new Evidence.Signature(party, hex)));
      receipts.addAll(papers.receipts());
    }
    if (refusals.size() > 1) {
      throw refusals.getFirst();
    }
    refusals.forEach(alone -> LOG.warn("ALERT one party alone: {}", alone.getMessage()));
    Papers agreed =
        trio.agreed(given, one -> List.of(one.transcript(), one.padding(), one.quotes()));
    return new Evidence(
        agreed.transcript(), agreed.padding(), agreed.quotes(), signatures, receipts);
  }
}
