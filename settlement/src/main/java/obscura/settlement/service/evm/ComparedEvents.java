package obscura.settlement.service.evm;

import java.io.IOException;
import java.util.List;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.service.port.AlertSink;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.port.VaultEventSource;

/** What a vault announced, as most of several endpoints say. Any thread. */
public final class ComparedEvents implements VaultEventSource {
  private final Majority<VaultArchive> endpoints;

  /**
   * Takes endpoints.
   *
   * @param answersMin fewer answers are none
   * @throws IllegalArgumentException if there are fewer endpoints
   */
  public ComparedEvents(List<VaultArchive> endpoints, int answersMin, AlertSink alerts) {
    this.endpoints = new Majority<>(endpoints, answersMin, alerts);
  }

  @Override
  public List<VaultArchive.Entry> read(long fromBlock, long toBlock) {
    return endpoints.ask(
        "what the vault announced in blocks %d to %d".formatted(fromBlock, toBlock),
        endpoint -> read(endpoint, fromBlock, toBlock));
  }

  /** What no vault says is as good as silence. */
  private static List<VaultArchive.Entry> read(VaultArchive endpoint, long from, long to) {
    try {
      return List.copyOf(endpoint.read(from, to));
    } catch (IOException | RuntimeException failed) {
      throw new UnavailableException("eth_getLogs: " + failed.getClass().getSimpleName(), failed);
    }
  }
}
