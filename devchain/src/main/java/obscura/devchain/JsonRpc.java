package obscura.devchain;

import io.horizen.evm.Address;
import io.horizen.evm.Hash;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Answers the JSON-RPC methods that a wallet or a settlement service asks. */
final class JsonRpc {
  private static final JsonMapper JSON = new JsonMapper();
  private static final BigInteger TIP = BigInteger.valueOf(1_000_000_000);
  private static final int FEE_HISTORY_MAX = 1024;

  private final DevChain chain;
  private final Calls calls;

  JsonRpc(DevChain chain) {
    this.chain = chain;
    this.calls = new Calls(chain);
  }

  /** Answers one request or a batch of them. */
  String answer(String request) {
    JsonNode read = JSON.readTree(request);
    if (!read.isArray()) {
      return one(read).toString();
    }
    ArrayNode answers = JSON.createArrayNode();
    read.forEach(each -> answers.add(one(each)));
    return answers.toString();
  }

  private ObjectNode one(JsonNode request) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("jsonrpc", "2.0");
    answer.set("id", request.path("id"));
    try {
      answer.set("result", result(request.path("method").asString(""), request.path("params")));
    } catch (DevChainException refused) {
      ObjectNode error = answer.putObject("error");
      error.put("code", refused.code());
      error.put("message", String.valueOf(refused.getMessage()));
      if (refused.data() != null) {
        error.put("data", refused.data());
      }
    }
    return answer;
  }

  private JsonNode result(String method, JsonNode params) {
    return switch (method) {
      case "web3_clientVersion" -> text("obscura-devchain/1");
      case "net_version" -> text(Long.toString(chain.chainId()));
      case "eth_chainId" -> number(BigInteger.valueOf(chain.chainId()));
      case "eth_syncing" -> JSON.getNodeFactory().booleanNode(false);
      case "eth_accounts" -> JSON.createArrayNode();
      case "eth_blockNumber" -> number(BigInteger.valueOf(chain.head().number()));
      case "eth_gasPrice" -> number(chain.baseFee().add(TIP));
      case "eth_maxPriorityFeePerGas" -> number(TIP);
      case "eth_feeHistory" -> feeHistory(params);
      case "eth_getBalance" -> number(account(params, (state, who) -> state.getBalance(who)));
      case "eth_getCode" -> text(hex(account(params, (state, who) -> state.getCode(who))));
      case "eth_getTransactionCount" -> number(nonce(params));
      case "eth_getStorageAt" -> storage(params);
      case "eth_sendRawTransaction" -> text(chain.submit(string(params, 0)).toString());
      case "eth_call" -> text(calls.call(params.path(0), block(params.path(1))));
      case "eth_estimateGas" -> number(calls.estimate(params.path(0)));
      case "eth_getTransactionByHash" -> transaction(hash(params));
      case "eth_getTransactionReceipt" -> receipt(hash(params));
      case "eth_getBlockByNumber" -> block(params, () -> find(params.path(0)));
      case "eth_getBlockByHash" -> block(params, () -> chain.block(hash(params)));
      case "eth_getLogs" -> new LogFilter(chain, params.path(0), this::block).matches();
      case "anvil_setBalance" -> funded(params);
      case "evm_mine" -> mined();
      case "evm_increaseTime" -> advanced(params.path(0));
      default ->
          throw new DevChainException(
              DevChainException.UNKNOWN_METHOD, "the method " + method + " does not exist");
    };
  }

  /** As anvil's, for an account that has nothing yet. */
  private JsonNode funded(JsonNode params) {
    BigInteger wei = new BigInteger(string(params, 1).substring(2), 16);
    chain.fund(string(params, 0), wei);
    return JSON.nullNode();
  }

  private JsonNode mined() {
    chain.mine();
    return number(BigInteger.valueOf(chain.head().number()));
  }

  private JsonNode advanced(JsonNode seconds) {
    BigInteger by = seconds.isNumber() ? seconds.bigIntegerValue() : quantity(seconds.asString(""));
    chain.advance(Duration.ofSeconds(by.longValueExact()));
    return number(by);
  }

  private JsonNode feeHistory(JsonNode params) {
    JsonNode asked = params.path(0);
    long count = asked.isNumber() ? asked.asLong() : quantity(asked.asString("")).longValueExact();
    Block newest = block(params.path(1));
    long oldest = Math.max(0, newest.number() - Math.clamp(count, 1, FEE_HISTORY_MAX) + 1);
    ObjectNode history = JSON.createObjectNode();
    history.put("oldestBlock", Numeric.toHexStringWithPrefix(BigInteger.valueOf(oldest)));
    ArrayNode fees = history.putArray("baseFeePerGas");
    ArrayNode ratios = history.putArray("gasUsedRatio");
    ArrayNode rewards = history.putArray("reward");
    for (long number = oldest; number <= newest.number(); number++) {
      Block block = chain.block(number).orElseThrow();
      fees.add(Numeric.toHexStringWithPrefix(block.baseFee()));
      ratios.add(block.gasUsed().doubleValue() / DevChain.BLOCK_GAS.doubleValue());
      ArrayNode tips = rewards.addArray();
      params.path(2).forEach(percentile -> tips.add(Numeric.toHexStringWithPrefix(TIP)));
    }
    fees.add(Numeric.toHexStringWithPrefix(chain.baseFee()));
    return history;
  }

  private JsonNode storage(JsonNode params) {
    Hash slot = new Hash(Numeric.toBytesPadded(quantity(string(params, 1)), Hash.LENGTH));
    Address account = address(string(params, 0));
    return text(
        chain.read(block(params.path(2)), state -> state.getStorage(account, slot)).toString());
  }

  private BigInteger nonce(JsonNode params) {
    Address who = address(string(params, 0));
    return params.path(1).asString("").equals("pending")
        ? chain.pendingNonce(who)
        : chain.read(block(params.path(1)), state -> state.getNonce(who));
  }

  private <T> T account(
      JsonNode params, java.util.function.BiFunction<io.horizen.evm.StateDB, Address, T> reader) {
    Address who = address(string(params, 0));
    return chain.read(block(params.path(1)), state -> reader.apply(state, who));
  }

  private JsonNode transaction(Hash hash) {
    Optional<Receipt> mined = chain.receipt(hash);
    if (mined.isPresent()) {
      return Rendering.transaction(
          mined.get().transaction(), chain.blockOf(hash).orElseThrow(), mined.get());
    }
    return chain
        .waiting(hash)
        .map(waiting -> (JsonNode) Rendering.transaction(waiting, null, null))
        .orElse(JSON.nullNode());
  }

  private JsonNode receipt(Hash hash) {
    return chain
        .receipt(hash)
        .map(receipt -> (JsonNode) Rendering.receipt(receipt, chain.blockOf(hash).orElseThrow()))
        .orElse(JSON.nullNode());
  }

  private JsonNode block(JsonNode params, Supplier<Optional<Block>> found) {
    boolean whole = params.path(1).asBoolean(false);
    return found
        .get()
        .map(block -> (JsonNode) Rendering.block(block, whole))
        .orElse(JSON.nullNode());
  }

  /** The block that a tag or a number names. */
  private Block block(JsonNode named) {
    return find(named)
        .orElseThrow(() -> new DevChainException(DevChainException.REFUSED, "header not found"));
  }

  private Optional<Block> find(JsonNode named) {
    String tag = named.asString("latest");
    return switch (tag) {
      case "latest", "pending", "safe", "finalized" -> Optional.of(chain.head());
      case "earliest" -> chain.block(0);
      default -> chain.block(quantity(tag).longValueExact());
    };
  }

  private static Hash hash(JsonNode params) {
    String text = string(params, 0);
    if (!text.matches("0x[0-9a-fA-F]{64}")) {
      throw new DevChainException(DevChainException.INVALID_PARAMS, "not a hash: " + text);
    }
    return new Hash(text);
  }

  static Address address(String text) {
    if (!text.matches("0x[0-9a-fA-F]{40}")) {
      throw new DevChainException(DevChainException.INVALID_PARAMS, "not an address: " + text);
    }
    return new Address(text);
  }

  static BigInteger quantity(String text) {
    if (!text.matches("0x[0-9a-fA-F]{1,64}")) {
      throw new DevChainException(DevChainException.INVALID_PARAMS, "not a quantity: " + text);
    }
    return Numeric.toBigInt(text);
  }

  private static String string(JsonNode params, int index) {
    return params.path(index).asString("");
  }

  static String hex(byte @Nullable [] bytes) {
    return Numeric.toHexString(bytes == null ? new byte[0] : bytes);
  }

  private static JsonNode text(String value) {
    return JSON.getNodeFactory().stringNode(value);
  }

  private static JsonNode number(BigInteger value) {
    return text(Numeric.toHexStringWithPrefix(value));
  }
}
