package obscura.settlement.service.evm;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.ServicePorts;
import obscura.settlement.service.port.AlertSink;
import obscura.settlement.service.port.Chain;
import obscura.settlement.service.port.TransactionOutlet;
import obscura.settlement.service.port.UnavailableException;
import okhttp3.OkHttpClient;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.http.HttpService;

/**
 * How an EVM chain is reached.
 *
 * @param timeout of one request
 * @param pause an endpoint of whose last ten requests half failed is left alone so long
 * @param answersMin fewer endpoints that answer are none
 * @param firstBlock the one in which the contract was deployed, or an earlier one
 * @param relay if there is one, transactions go there and nowhere else
 */
public record EvmConnection(
    Duration timeout, Duration pause, int answersMin, long firstBlock, Optional<Relay> relay) {
  private static final int REQUESTS_LOOKED_AT = 10;
  private static final int REQUESTS_MIN = 5;
  private static final int PERCENT_FAILED = 50;

  /**
   * A private relay.
   *
   * @param identity signs requests
   */
  public record Relay(URI address, Credentials identity, FlashbotsRelay.Mode mode) {}

  /** An endpoint over HTTP with this time-out. */
  public Web3jService http(URI address) {
    return new HttpService(
        address.toString(), new OkHttpClient.Builder().callTimeout(timeout).build());
  }

  /**
   * The service's ports to the chain.
   *
   * @param endpoints each by itself; one is enough, of three one may lie
   * @param contract the vault
   */
  public ServicePorts.OnChain open(
      List<Web3jService> endpoints, EvmAccount account, Bytes contract, AlertSink alerts) {
    List<Chain> guarded = new ArrayList<>();
    for (Web3jService endpoint : endpoints) {
      guarded.add(
          new GuardedChain(
              new EvmChain(endpoint, contract, account.address(), firstBlock),
              breaker("endpoint " + guarded.size(), pause)));
    }
    Chain chain =
        guarded.size() == 1 ? guarded.getFirst() : new ComparedChain(guarded, answersMin, alerts);
    TransactionOutlet outlet =
        relay
            .<TransactionOutlet>map(r ->
                new FlashbotsRelay(
                    r.address, r.identity, r.mode, () -> chain.head().number(), timeout))
            .orElseGet(() -> new PublicPool(endpoints.stream().map(Web3j::build).toList()));
    return new ServicePorts.OnChain(chain, account, outlet);
  }

  /** Of an endpoint: of its last ten requests half failed, so it is left alone for a pause. */
  static CircuitBreaker breaker(String name, Duration pause) {
    return CircuitBreaker.of(
        name,
        CircuitBreakerConfig.custom()
            .slidingWindowSize(REQUESTS_LOOKED_AT)
            .minimumNumberOfCalls(REQUESTS_MIN)
            .failureRateThreshold(PERCENT_FAILED)
            .waitDurationInOpenState(pause)
            .recordException(UnavailableException.class::isInstance)
            .build());
  }
}
