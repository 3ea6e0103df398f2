package obscura.devchain;

import io.horizen.evm.results.EvmLog;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Blocks, transactions, receipts and logs as JSON-RPC writes them. */
final class Rendering {
  private static final JsonMapper JSON = new JsonMapper();

  static ObjectNode block(Block block, boolean whole) {
    ObjectNode node = JSON.createObjectNode();
    node.put("number", number(block.number()));
    node.put("hash", block.hash().toString());
    node.put("parentHash", block.parent().toString());
    node.put("timestamp", number(block.time()));
    node.put("stateRoot", block.stateRoot().toString());
    node.put("transactionsRoot", block.transactionsRoot().toString());
    node.put("receiptsRoot", block.receiptsRoot().toString());
    node.put("logsBloom", JsonRpc.hex(block.bloom()));
    node.put("miner", "0x0000000000000000000000000000000000000000");
    node.put("gasLimit", number(DevChain.BLOCK_GAS));
    node.put("gasUsed", number(block.gasUsed()));
    node.put("baseFeePerGas", number(block.baseFee()));
    node.put("difficulty", "0x0");
    node.put("extraData", "0x");
    node.put("nonce", "0x0000000000000000");
    node.putArray("uncles");
    ArrayNode transactions = node.putArray("transactions");
    for (Receipt receipt : block.receipts()) {
      if (whole) {
        transactions.add(transaction(receipt.transaction(), block, receipt));
      } else {
        transactions.add(receipt.transaction().hash().toString());
      }
    }
    return node;
  }

  /** A transaction; without block and receipt if it waits. */
  static ObjectNode transaction(
      Transaction transaction, @Nullable Block block, @Nullable Receipt receipt) {
    ObjectNode node = JSON.createObjectNode();
    node.put("hash", transaction.hash().toString());
    node.put("type", number(transaction.type()));
    node.put("nonce", number(transaction.nonce()));
    node.put("from", transaction.from().toString());
    node.put("to", transaction.to() == null ? null : transaction.to().toString());
    node.put("value", number(transaction.value()));
    node.put("input", JsonRpc.hex(transaction.data()));
    node.put("gas", number(transaction.gasLimit()));
    node.put("gasPrice", number(receipt == null ? transaction.maxFee() : receipt.price()));
    if (transaction.type() == 2) {
      node.put("maxFeePerGas", number(transaction.maxFee()));
      node.put("maxPriorityFeePerGas", number(transaction.maxTip()));
    }
    Sign.SignatureData signature = transaction.signed().getSignatureData();
    node.put("v", number(new BigInteger(1, signature.getV())));
    node.put("r", number(new BigInteger(1, signature.getR())));
    node.put("s", number(new BigInteger(1, signature.getS())));
    node.put("blockHash", block == null ? null : block.hash().toString());
    node.put("blockNumber", block == null ? null : number(block.number()));
    node.put("transactionIndex", receipt == null ? null : number(receipt.index()));
    return node;
  }

  static ObjectNode receipt(Receipt receipt, Block block) {
    Transaction transaction = receipt.transaction();
    ObjectNode node = JSON.createObjectNode();
    node.put("transactionHash", transaction.hash().toString());
    node.put("transactionIndex", number(receipt.index()));
    node.put("blockHash", block.hash().toString());
    node.put("blockNumber", number(block.number()));
    node.put("from", transaction.from().toString());
    node.put("to", transaction.to() == null ? null : transaction.to().toString());
    node.put("contractAddress", receipt.created() == null ? null : receipt.created().toString());
    node.put("status", receipt.success() ? "0x1" : "0x0");
    node.put("type", number(transaction.type()));
    node.put("gasUsed", number(receipt.gasUsed()));
    node.put("cumulativeGasUsed", number(receipt.cumulativeGas()));
    node.put("effectiveGasPrice", number(receipt.price()));
    node.put("logsBloom", JsonRpc.hex(Headers.bloom(receipt.logs())));
    ArrayNode logs = node.putArray("logs");
    for (int i = 0; i < receipt.logs().size(); i++) {
      logs.add(log(receipt, block, i));
    }
    return node;
  }

  static ObjectNode log(Receipt receipt, Block block, int index) {
    EvmLog log = receipt.logs().get(index);
    ObjectNode node = JSON.createObjectNode();
    node.put("address", log.address.toString());
    ArrayNode topics = node.putArray("topics");
    for (io.horizen.evm.Hash topic : log.topics) {
      topics.add(topic.toString());
    }
    node.put("data", JsonRpc.hex(log.data));
    node.put("blockNumber", number(block.number()));
    node.put("blockHash", block.hash().toString());
    node.put("transactionHash", receipt.transaction().hash().toString());
    node.put("transactionIndex", number(receipt.index()));
    node.put("logIndex", number(receipt.firstLog() + index));
    node.put("removed", false);
    return node;
  }

  private static String number(long value) {
    return number(BigInteger.valueOf(value));
  }

  private static String number(BigInteger value) {
    return Numeric.toHexStringWithPrefix(value);
  }

  private Rendering() {}
}
