package obscura.engine.config;

import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import obscura.settlement.service.core.Batching;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.service.core.FeePolicy;
import obscura.settlement.service.core.Patience;
import obscura.settlement.sip.EthereumAddress;

/**
 * The rail on an EVM chain; see {@code conf/venue.conf} for the meaning of each value.
 *
 * @param tokens that the vault lists, and the chain's CAIP-2 id
 * @param watchedFurther blocks beyond the confirmations
 * @param relay empty: the public pool
 * @param storeKeyFile empty: among the venue's keys
 */
public record EvmConfig(
    Endpoints endpoints,
    Vault vault,
    ChainTokens tokens,
    Patience patience,
    long watchedFurther,
    Fees fees,
    Batching batching,
    Optional<Relay> relay,
    Payer payer,
    VenueConfig.Jdbc store,
    Optional<Path> storeKeyFile) {

  /**
   * How the chain is reached. Addresses may hold an access key, so they are not shown.
   *
   * @param answersMin fewer answers are none
   * @param timeout of one request
   * @param poll time between looks
   */
  public record Endpoints(List<URI> addresses, int answersMin, Duration timeout, Duration poll) {
    /** Copies. */
    public Endpoints {
      addresses = List.copyOf(addresses);
    }

    /** How many, and no addresses. */
    @Override
    public String toString() {
      return addresses.size() + " endpoints";
    }
  }

  /**
   * The contract.
   *
   * @param chainId by EIP-155
   * @param firstBlock in which it was deployed, or an earlier one
   * @param signers of the three parties, in any order; empty: not compared
   */
  public record Vault(
      BigInteger chainId,
      EthereumAddress address,
      long firstBlock,
      Optional<List<EthereumAddress>> signers) {}

  /**
   * What transactions may cost.
   *
   * @param shareBasisPoints of a trade; above it there is an alert
   * @param coin name of the token that is the chain's coin; empty: none
   */
  public record Fees(FeePolicy policy, int shareBasisPoints, Optional<String> coin) {}

  /**
   * A private relay.
   *
   * @param bundle whether transactions go in bundles
   */
  public record Relay(URI address, Path keyFile, boolean bundle) {}

  /**
   * Who pays for gas.
   *
   * @param leastWei with less there is an alert
   */
  public record Payer(Path keyFile, BigInteger leastWei) {}
}
