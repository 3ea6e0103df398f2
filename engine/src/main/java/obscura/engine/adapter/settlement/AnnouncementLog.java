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

  /** The signers that a vault is deployed with. */
  private static final long FIRST_SET = 1;

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
    if (changesWhoSettles(event)) {
      LOG.error("ALERT settlement: in block {}: {}", entry.log().blockNumber(), event);
    }
  }

  private static boolean changesWhoSettles(VaultEvent event) {
    return switch (event) {
      case VaultEvent.SignersChanged changed -> changed.epoch() > FIRST_SET;
      case VaultEvent.Paused _, VaultEvent.Resumed _, VaultEvent.SignersProposed _ -> true;
      default -> false;
    };
  }
}
