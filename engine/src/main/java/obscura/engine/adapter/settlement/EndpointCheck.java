package obscura.engine.adapter.settlement;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.engine.config.ConfigException;
import obscura.engine.config.EvmConfig;
import obscura.settlement.evm.MalformedDataException;
import obscura.settlement.evm.VaultInspection;
import obscura.settlement.evm.VaultMismatchException;
import obscura.settlement.evm.VaultRefusedException;
import obscura.settlement.note.EvmVault;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.sip.EthereumAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.exceptions.ClientConnectionException;

/**
 * What has to be so before a venue settles on a chain: every endpoint that answers is of the chain,
 * has our vault with the parties' signers, and the vault takes the tokens. One that is silent is
 * left out, as long as enough answer.
 */
final class EndpointCheck {
  private static final Logger LOG = LoggerFactory.getLogger(EndpointCheck.class);

  private final EvmConfig config;
  private final EvmVault vault;

  EndpointCheck(EvmConfig config, EvmVault vault) {
    this.config = config;
    this.vault = vault;
  }

  /**
   * Asks all endpoints.
   *
   * @param nodes in the order of the configuration
   * @throws ConfigException with one line that names the key, the endpoint and what is wrong
   */
  void run(List<Web3j> nodes) {
    int answers = 0;
    for (int i = 0; i < nodes.size(); i++) {
      String name = name(i, config.endpoints().addresses().get(i));
      Optional<VaultInspection> found = inspect(name, nodes.get(i));
      if (found.isPresent()) {
        answers++;
        compare(name, found.get());
      }
    }
    if (answers < config.endpoints().answersMin()) {
      throw new ConfigException(
          "settlement.evm.endpoints: %d of %d answer, settlement.evm.answers-min = %d"
              .formatted(answers, nodes.size(), config.endpoints().answersMin()));
    }
  }

  /** Number and host: the rest of an address may be an access key. */
  static String name(int index, URI address) {
    String port = address.getPort() < 0 ? "" : ":" + address.getPort();
    return "endpoint " + (index + 1) + " (" + address.getHost() + port + ")";
  }

  private Optional<VaultInspection> inspect(String name, Web3j node) {
    try {
      VaultInspection found = VaultInspection.of(node, config.vault().chainId(), vault);
      for (Map.Entry<String, ChainTokens.Token> each : config.tokens().tokens().entrySet()) {
        ChainTokens.Token token = each.getValue();
        VaultInspection.requireToken(
            node, vault, EthereumAddress.of(token.address().array()), token.decimals());
      }
      return Optional.of(found);
    } catch (VaultMismatchException | MalformedDataException | VaultRefusedException wrong) {
      throw new ConfigException("settlement.evm: " + name + " says: " + wrong.getMessage());
    } catch (IOException | ClientConnectionException silent) {
      LOG.warn("{} does not answer: {}", name, silent.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  private void compare(String name, VaultInspection found) {
    config
        .vault()
        .signers()
        .filter(signers -> !found.isSignedBy(signers))
        .ifPresent(signers -> {
          throw new ConfigException(
              "settlement.evm.signers = %s, but by %s the vault's are %s"
                  .formatted(signers, name, found.terms().signers()));
        });
    long most = found.batchLifetime().toSeconds();
    if (config.batching().lifetimeSeconds() > most) {
      throw new ConfigException(
          "settlement.evm.batch.lifetime = %ds is not possible; allowed: at most %ds, the vault's"
              .formatted(config.batching().lifetimeSeconds(), most));
    }
    if (found.paused()) {
      LOG.warn("{} says that the vault is paused: nothing settles until it is resumed", name);
    }
  }
}
