package obscura.settlement.service;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.BlockRef;
import obscura.settlement.service.core.Inclusion;
import obscura.settlement.service.core.Sighting;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.UnavailableException;

/** The chain as it is at one moment, for all batches under way. */
record Watch(Chain chain, BlockRef head, BlockRef settled, long nonce, long settledNonce) {
  static Watch now(Chain chain, long confirmations) {
    BlockRef head = chain.head();
    long depth = Math.max(0, head.number() - confirmations + 1);
    BlockRef settled =
        chain
            .block(depth)
            .orElseThrow(() -> new UnavailableException("block " + depth + " is not to be had"))
            .reference();
    return new Watch(
        chain, head, settled, chain.nonce(head.number()), chain.nonce(settled.number()));
  }

  Sighting look(Batch batch) {
    Map<Bytes, Boolean> succeeded = new HashMap<>();
    Optional<Inclusion> inclusion = Optional.empty();
    for (Attempt attempt : batch.attempts()) {
      if (attempt.nonce() < nonce) {
        Optional<Chain.Receipt> receipt =
            chain.receipt(attempt.hash()).filter(r -> r.place().block() <= head.number());
        if (receipt.isPresent()) {
          succeeded.put(attempt.hash(), receipt.get().succeeded());
          if (attempt.kind() == Attempt.Kind.SETTLE && receipt.get().succeeded()) {
            inclusion = receipt.map(Chain.Receipt::place);
          }
        }
      }
    }
    // The trades of a batch that is over may be settled in another one by now.
    boolean over = batch.phase().isFinal();
    if (!over && inclusion.isEmpty() && chain.isSettled(batch.trades().getFirst(), head.number())) {
      inclusion = Optional.of(recorded(batch));
    }
    inclusion.ifPresent(this::requireCanonical);
    boolean late = settled.timeSeconds() > batch.deadlineSeconds();
    return new Sighting(
        head,
        settled,
        nonce,
        settledNonce,
        inclusion,
        late && chain.isSettled(batch.trades().getFirst(), settled.number()),
        succeeded);
  }

  private Inclusion recorded(Batch batch) {
    return chain
        .batch(batch.number())
        .filter(place -> place.block() <= head.number())
        .orElseThrow(
            () -> new UnavailableException(batch + " is settled, its block is not to be had"));
  }

  private void requireCanonical(Inclusion place) {
    boolean same =
        chain
            .block(place.block())
            .filter(block -> block.reference().hash().equals(place.blockHash()))
            .isPresent();
    if (!same) {
      throw changed();
    }
  }

  static UnavailableException changed() {
    return new UnavailableException("the chain changed while it was read");
  }
}
