package obscura.engine.adapter.settlement;

import io.micrometer.core.instrument.MeterRegistry;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.service.port.VaultListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what the vault announces, and says aloud what changes who may settle. Of deposits and
 * withdrawals it writes nothing. Any thread.
 */
public final class AnnouncementLog implements VaultListener {
  private static final Logger LOG = LoggerFactory.getLogger(AnnouncementLog.class);

  private final MeterRegistry registry;

  public AnnouncementLog(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void announced(VaultArchive.Entry entry) {
    VaultEvent event = entry.log().event();
    registry
        .counter("obscura.settlement.announced", "kind", event.getClass().getSimpleName())
        .increment();
    switch (event) {
      case VaultEvent.Paused _,
          VaultEvent.Resumed _,
          VaultEvent.SignersProposed _,
          VaultEvent.SignersChanged _ ->
          LOG.error("ALERT settlement: in block {}: {}", entry.log().blockNumber(), event);
      default -> {}
    }
  }
}
