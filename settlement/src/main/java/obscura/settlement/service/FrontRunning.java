package obscura.settlement.service;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.Inclusion;
import obscura.settlement.service.port.Chain;

/**
 * Compares a block's order with what was sent.
 *
 * @param watched addresses whose calls before ours are suspicious: the vault and its tokens
 */
record FrontRunning(Set<Bytes> watched) {
  FrontRunning {
    watched = Set.copyOf(watched);
  }

  /** What is wrong with the block, if anything. */
  Optional<Alert> inspect(Chain.Block block, Inclusion place, Batch batch, List<Batch> underWay) {
    Set<Bytes> ours = new HashSet<>();
    underWay.forEach(b -> b.attempts().stream().map(Attempt::hash).forEach(ours::add));
    batch.attempts().stream().map(Attempt::hash).forEach(ours::add);
    if (!ours.contains(place.transaction())) {
      return Optional.of(
          new Alert(
              Alert.Kind.HANDED_IN_BY_ANOTHER,
              batch.number(),
              "handed in by " + place.transaction() + ", which is not ours"));
    }
    return block.transactions().stream()
        .takeWhile(t -> !t.hash().equals(place.transaction()))
        .filter(t -> !ours.contains(t.hash()) && t.to().filter(watched::contains).isPresent())
        .findFirst()
        .map(t ->
            new Alert(
                Alert.Kind.FRONT_RUN,
                batch.number(),
                t.hash() + " stands before it in block " + place.block()));
  }
}
