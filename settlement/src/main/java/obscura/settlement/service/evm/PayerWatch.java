package obscura.settlement.service.evm;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.port.AlertSink;
import obscura.settlement.service.port.UnavailableException;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;

/**
 * Looks at what the account that pays for transactions has left: the middle one of what the
 * endpoints say. One thread looks, any reads.
 */
public final class PayerWatch {
  private final List<Web3j> endpoints;
  private final String account;
  private final BigInteger least;
  private final AlertSink alerts;
  private final AtomicReference<Optional<BigInteger>> balance =
      new AtomicReference<>(Optional.empty());

  /**
   * Names the account.
   *
   * @param least with less, in wei, an alert is raised at every look
   */
  public PayerWatch(List<Web3j> endpoints, Bytes account, BigInteger least, AlertSink alerts) {
    this.endpoints = List.copyOf(endpoints);
    this.account = account.toString();
    this.least = least;
    this.alerts = alerts;
  }

  /** Looks. If nobody answers, the last answer stays. */
  public void look() {
    List<BigInteger> said = endpoints.stream().flatMap(this::ask).sorted().toList();
    if (said.isEmpty()) {
      return;
    }
    BigInteger now = said.get(said.size() / 2);
    balance.set(Optional.of(now));
    if (now.compareTo(least) < 0) {
      alerts.alert(
          new Alert(
              Alert.Kind.PAYER_LOW,
              0,
              "the paying account %s has %d wei left, less than %d"
                  .formatted(account, now, least)));
    }
  }

  /** In wei; empty before the first answer. */
  public Optional<BigInteger> balance() {
    return balance.get();
  }

  private Stream<BigInteger> ask(Web3j endpoint) {
    try {
      return Stream.of(
          Rpc.answer(endpoint.ethGetBalance(account, DefaultBlockParameterName.LATEST))
              .getBalance());
    } catch (UnavailableException silent) {
      return Stream.empty();
    }
  }
}
