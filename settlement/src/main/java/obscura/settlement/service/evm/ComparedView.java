package obscura.settlement.service.evm;

import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.service.notes.VaultView;
import obscura.settlement.service.port.AlertSink;

/** The vault's state, as most of several endpoints say. Any thread. */
public final class ComparedView implements VaultView {
  private final Majority<VaultView> endpoints;

  /**
   * Takes endpoints.
   *
   * @param answersMin fewer answers are none
   * @throws IllegalArgumentException if there are fewer endpoints
   */
  public ComparedView(List<? extends VaultView> endpoints, int answersMin, AlertSink alerts) {
    this.endpoints = new Majority<>(endpoints, answersMin, alerts);
  }

  @Override
  public boolean isUnspent(Bytes id, PlacedNote note) {
    return endpoints.ask("note " + id, view -> view.isUnspent(id, note));
  }

  @Override
  public long permitsEndAt(Bytes id) {
    return endpoints.ask("permits of note " + id, view -> view.permitsEndAt(id));
  }

  @Override
  public long epoch() {
    return endpoints.ask("signers", VaultView::epoch);
  }
}
