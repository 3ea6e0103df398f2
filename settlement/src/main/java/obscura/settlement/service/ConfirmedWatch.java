package obscura.settlement.service;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.BlockRef;
import obscura.settlement.service.core.Inclusion;
import obscura.settlement.service.port.AlertSink;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.SettlementStore;

/**
 * Looks after batches that are final: a reorganisation deeper than was thought possible takes them
 * off the chain, and somebody has to know. It raises {@link Alert.Kind#DEEP_REORGANISATION}, once
 * for each batch in the life of this object, and changes nothing. One thread.
 */
public final class ConfirmedWatch {
  private final Chain chain;
  private final SettlementStore store;
  private final AlertSink alerts;
  private final long depth;
  private final Set<Long> told = new HashSet<>();
  private Bytes looked = Bytes.zeros(0);

  /**
   * Watches the batches of a store.
   *
   * @param depth how many blocks, from a batch's own on; not below the confirmations
   */
  public ConfirmedWatch(Chain chain, SettlementStore store, AlertSink alerts, long depth) {
    this.chain = chain;
    this.store = store;
    this.alerts = alerts;
    this.depth = depth;
  }

  /**
   * Looks once at each new head. A block's hash names all those before it, so as long as the newest
   * batch stands where it stood, so do the others, and one question is enough.
   *
   * @throws obscura.settlement.service.port.UnavailableException if the chain does not answer; the
   *     next call looks again
   */
  public void look() {
    BlockRef head = chain.head();
    if (head.hash().equals(looked)) {
      return;
    }
    for (Batch batch : store.confirmedFrom(Math.max(0, head.number() - depth + 1))) {
      Inclusion place = batch.inclusion().orElseThrow();
      if (stands(place)) {
        break;
      }
      if (!told.contains(batch.number())) {
        alerts.alert(
            new Alert(Alert.Kind.DEEP_REORGANISATION, batch.number(), text(batch, place, head)));
        told.add(batch.number());
      }
    }
    looked = head.hash();
  }

  private boolean stands(Inclusion place) {
    Optional<Chain.Block> block = chain.block(place.block());
    return block.filter(found -> found.reference().hash().equals(place.blockHash())).isPresent();
  }

  private String text(Batch batch, Inclusion place, BlockRef head) {
    boolean elsewhere = chain.isSettled(batch.trades().getFirst(), head.number());
    return "was final in block %d (%s), which is no longer of the chain; %s"
        .formatted(
            place.block(),
            place.blockHash(),
            elsewhere
                ? "it is settled in another block now"
                : "it is not settled now: " + batch.trades().size() + " trades");
  }
}
