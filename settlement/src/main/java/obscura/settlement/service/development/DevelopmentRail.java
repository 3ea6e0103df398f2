package obscura.settlement.service.development;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import obscura.domain.FirmId;
import obscura.settlement.mirror.VaultWitness;
import obscura.settlement.service.SettlementService;
import obscura.settlement.service.port.AlertSink;
import obscura.settlement.service.port.OrderCheck;
import obscura.settlement.service.port.SettlementListener;

/**
 * A rail on a development chain: it deploys the vault, makes tokens, and keeps a wallet for each
 * firm that permits whatever the venue may spend. The module that has one is found with {@link
 * java.util.ServiceLoader}; production has none.
 */
public interface DevelopmentRail extends AutoCloseable {
  /** The service that settles on it. */
  SettlementService service();

  /** What reports call the chain, such as {@code evm:31337}. */
  String chainName();

  /** What the vault shows of itself. */
  VaultWitness witness();

  /** Gives a firm a wallet, once, with notes of every token. Returns when they can be spent. */
  void welcome(FirmId firm);

  @Override
  void close();

  /**
   * What the venue brings.
   *
   * @param wallets folder of the firms' seeds, and of the file that tells wallets where the vault
   *     is
   * @param chain CAIP-2 id of the instruments that settle here: what the development chain stands
   *     for
   * @param node JSON-RPC of a development node, as of devchain or anvil; empty: a chain of the
   *     rail's own
   */
  record Surroundings(
      Path wallets,
      String chain,
      Optional<URI> node,
      OrderCheck orders,
      SettlementListener listener,
      AlertSink alerts) {}

  /** Makes rails. */
  interface Provider {
    /**
     * Opens one.
     *
     * @throws IOException if the node does not answer, or a file cannot be written
     */
    DevelopmentRail open(Surroundings surroundings) throws IOException, InterruptedException;
  }
}
