package obscura.settlement.service.evm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.port.TransactionOutlet;
import obscura.settlement.service.port.UnavailableException;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.methods.response.EthSendTransaction;

/** The public pool, by every endpoint; one that takes a transaction is enough. Any thread. */
public final class PublicPool implements TransactionOutlet {
  private final List<Web3j> endpoints;

  public PublicPool(List<Web3j> endpoints) {
    this.endpoints = List.copyOf(endpoints);
  }

  @Override
  public Answer send(Attempt attempt) {
    List<Answer> answers =
        endpoints.stream().flatMap(endpoint -> send(endpoint, attempt).stream()).toList();
    if (answers.isEmpty()) {
      throw new UnavailableException("no endpoint takes transactions");
    }
    return answers.contains(Answer.TAKEN) ? Answer.TAKEN : answers.getFirst();
  }

  /** Empty if the endpoint is silent. */
  private static Optional<Answer> send(Web3j endpoint, Attempt attempt) {
    try {
      EthSendTransaction answer = Rpc.ask(endpoint.ethSendRawTransaction(attempt.raw().toString()));
      return Optional.of(answer.hasError() ? read(answer.getError().getMessage()) : Answer.TAKEN);
    } catch (UnavailableException silent) {
      return Optional.empty();
    }
  }

  /** What nodes say, in the words of geth, reth, Nethermind and anvil. */
  static Answer read(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("already known") || text.contains("already imported")) {
      return Answer.TAKEN;
    }
    if (text.contains("nonce too low")) {
      return Answer.NONCE_USED;
    }
    if (text.contains("underpriced") || text.contains("less than block base fee")) {
      return Answer.UNDERPRICED;
    }
    return text.contains("insufficient funds") ? Answer.NO_FUNDS : Answer.REFUSED;
  }
}
