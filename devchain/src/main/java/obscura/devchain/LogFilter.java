package obscura.devchain;

import io.horizen.evm.Hash;
import io.horizen.evm.results.EvmLog;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** eth_getLogs: blocks from and to or by hash, addresses, topics by place with alternatives. */
final class LogFilter {
  private static final JsonMapper JSON = new JsonMapper();

  private final DevChain chain;
  private final JsonNode asked;
  private final List<Block> blocks;

  LogFilter(DevChain chain, JsonNode asked, Function<JsonNode, Block> byName) {
    this.chain = chain;
    this.asked = asked;
    this.blocks = new ArrayList<>();
    if (asked.hasNonNull("blockHash")) {
      Hash hash = new Hash(asked.path("blockHash").asString());
      blocks.add(
          chain
              .block(hash)
              .orElseThrow(
                  () -> new DevChainException(DevChainException.REFUSED, "unknown block")));
      return;
    }
    long from = byName.apply(asked.path("fromBlock")).number();
    long to =
        asked.hasNonNull("toBlock") ? last(asked.path("toBlock"), byName) : chain.head().number();
    for (long number = from; number <= to; number++) {
      blocks.add(chain.block(number).orElseThrow());
    }
  }

  /** A block to come is as good as the last one here. */
  private long last(JsonNode named, Function<JsonNode, Block> byName) {
    String text = named.asString("");
    if (text.startsWith("0x")
        && JsonRpc.quantity(text).bitLength() < Long.SIZE
        && JsonRpc.quantity(text).longValue() > chain.head().number()) {
      return chain.head().number();
    }
    return byName.apply(named).number();
  }

  ArrayNode matches() {
    ArrayNode found = JSON.createArrayNode();
    for (Block block : blocks) {
      for (Receipt receipt : block.receipts()) {
        for (int i = 0; i < receipt.logs().size(); i++) {
          if (matches(receipt.logs().get(i))) {
            found.add(Rendering.log(receipt, block, i));
          }
        }
      }
    }
    return found;
  }

  private boolean matches(EvmLog log) {
    if (!oneOf(asked.path("address"), log.address.toString())) {
      return false;
    }
    JsonNode topics = asked.path("topics");
    for (int place = 0; place < topics.size(); place++) {
      boolean any = topics.path(place).isNull();
      if (!any
          && (place >= log.topics.length
              || !oneOf(topics.path(place), log.topics[place].toString()))) {
        return false;
      }
    }
    return true;
  }

  /** Nothing and the empty list admit everything. */
  private static boolean oneOf(JsonNode admitted, String value) {
    if (admitted.isMissingNode()
        || admitted.isNull()
        || (admitted.isArray() && admitted.isEmpty())) {
      return true;
    }
    if (!admitted.isArray()) {
      return admitted.asString("").equalsIgnoreCase(value);
    }
    for (JsonNode each : admitted) {
      if (each.isNull() || each.asString("").equalsIgnoreCase(value)) {
        return true;
      }
    }
    return false;
  }
}
