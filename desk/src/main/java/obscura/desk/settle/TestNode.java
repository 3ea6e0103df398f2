package obscura.desk.settle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import obscura.settlement.crypto.Bytes;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;

/** What is asked of an anvil beside what the settlement service asks. Any thread. */
final class TestNode {
  private static final String DEPLOYMENT_GAS = "0x1000000";
  private static final String CALL_GAS = "0x80000";

  private final Web3jService service;

  TestNode(Web3jService service) {
    this.service = service;
  }

  /** Any answer of the node. */
  static final class Anything extends Response<Object> {}

  /**
   * The node's answer, an empty text if it is null.
   *
   * @throws IllegalStateException if the node answers with an error
   */
  Object ask(String method, Object... parameters) {
    try {
      Anything answer = new Request<>(method, List.of(parameters), service, Anything.class).send();
      if (answer.hasError()) {
        throw new IllegalStateException(method + ": " + answer.getError().getMessage());
      }
      Object result = answer.getResult();
      return result == null ? "" : result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void mine() {
    ask("evm_mine");
  }

  /** One of the node's own accounts. */
  String account(int number) {
    return (String) ((List<?>) ask("eth_accounts")).get(number);
  }

  /** Deploys; where the contract is. */
  Bytes deploy(String from, String data) {
    Object hash =
        ask("eth_sendTransaction", Map.of("from", from, "input", data, "gas", DEPLOYMENT_GAS));
    mine();
    return Bytes.hex(text(receipt((String) hash), "contractAddress"));
  }

  /** Hands a call in; its hash. */
  String send(String from, Bytes to, String data) {
    return (String)
        ask(
            "eth_sendTransaction",
            Map.of("from", from, "to", to.toString(), "input", data, "gas", CALL_GAS));
  }

  /** Hands a call in and makes a block; the gas it took. */
  long run(String from, Bytes to, String data) {
    String hash = send(from, to, data);
    mine();
    return gasOf(hash);
  }

  long gasOf(String hash) {
    return Long.decode(text(receipt(hash), "gasUsed"));
  }

  long head() {
    return Long.decode((String) ask("eth_blockNumber"));
  }

  long headSeconds() {
    Map<?, ?> block = (Map<?, ?>) ask("eth_getBlockByNumber", "latest", false);
    return Long.decode(text(block, "timestamp"));
  }

  BigInteger balance(Bytes token, Bytes owner) {
    Map<String, String> call =
        Map.of(
            "to", token.toString(), "input", encoded("balanceOf", new Address(owner.toString())));
    return new BigInteger(1, Bytes.hex((String) ask("eth_call", call, "latest")).array());
  }

  /** All transactions of the chain, whole, in its order. */
  List<Map<?, ?>> transactions() {
    List<Map<?, ?>> all = new ArrayList<>();
    long head = head();
    for (long number = 0; number <= head; number++) {
      Map<?, ?> block =
          (Map<?, ?>) ask("eth_getBlockByNumber", "0x" + Long.toHexString(number), true);
      for (Object each : (List<?>) Objects.requireNonNull(block.get("transactions"))) {
        all.add((Map<?, ?>) each);
      }
    }
    return all;
  }

  static String approve(Bytes spender, BigInteger units) {
    return encoded("approve", new Address(spender.toString()), new Uint256(units));
  }

  static String transfer(Bytes to, BigInteger units) {
    return encoded("transfer", new Address(to.toString()), new Uint256(units));
  }

  private static String encoded(String function, Type<?>... arguments) {
    return FunctionEncoder.encode(new Function(function, List.of(arguments), List.of()));
  }

  /** A text of an answer, which must be there. */
  static String text(Map<?, ?> answer, String name) {
    return (String) Objects.requireNonNull(answer.get(name), name);
  }

  private Map<?, ?> receipt(String hash) {
    Object receipt = ask("eth_getTransactionReceipt", hash);
    if (!(receipt instanceof Map<?, ?> found) || !"0x1".equals(found.get("status"))) {
      throw new IllegalStateException("a transaction of the preparations failed");
    }
    return found;
  }
}
