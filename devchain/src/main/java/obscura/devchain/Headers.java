package obscura.devchain;

import io.horizen.evm.Address;
import io.horizen.evm.Hash;
import io.horizen.evm.TrieHasher;
import io.horizen.evm.results.EvmLog;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.web3j.rlp.RlpEncoder;
import org.web3j.rlp.RlpList;
import org.web3j.rlp.RlpString;
import org.web3j.rlp.RlpType;

/**
 * Blocks with hashes and roots as Ethereum makes them since Shanghai (yellow paper 4.4, EIP-4895).
 */
final class Headers {
  private static final int BLOOM_BYTES = 256;
  private static final Hash NO_UNCLES =
      new Hash("0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");
  private static final Hash NO_WITHDRAWALS = TrieHasher.Root(new byte[0][]);

  /** Makes the block that holds some receipts. */
  static Block seal(
      long number,
      Hash parent,
      long time,
      BigInteger baseFee,
      Hash stateRoot,
      List<Receipt> receipts) {
    byte[][] transactions =
        receipts.stream().map(receipt -> receipt.transaction().raw()).toArray(byte[][]::new);
    byte[][] encoded = receipts.stream().map(Headers::encode).toArray(byte[][]::new);
    byte[] bloom = new byte[BLOOM_BYTES];
    receipts.forEach(receipt -> addTo(bloom, receipt.logs()));
    Block draft =
        new Block(
            number,
            Hash.ZERO,
            parent,
            time,
            baseFee,
            stateRoot,
            TrieHasher.Root(transactions),
            TrieHasher.Root(encoded),
            bloom,
            List.copyOf(receipts));
    return new Block(
        number,
        new Hash(org.web3j.crypto.Hash.sha3(encode(draft))),
        parent,
        time,
        baseFee,
        stateRoot,
        draft.transactionsRoot(),
        draft.receiptsRoot(),
        bloom,
        draft.receipts());
  }

  private static byte[] encode(Block block) {
    return RlpEncoder.encode(
        new RlpList(
            bytes(block.parent().toBytes()),
            bytes(NO_UNCLES.toBytes()),
            bytes(Address.ZERO.toBytes()),
            bytes(block.stateRoot().toBytes()),
            bytes(block.transactionsRoot().toBytes()),
            bytes(block.receiptsRoot().toBytes()),
            bytes(block.bloom()),
            number(BigInteger.ZERO),
            number(BigInteger.valueOf(block.number())),
            number(DevChain.BLOCK_GAS),
            number(block.gasUsed()),
            number(BigInteger.valueOf(block.time())),
            bytes(new byte[0]),
            bytes(Hash.ZERO.toBytes()),
            bytes(new byte[8]),
            number(block.baseFee()),
            bytes(NO_WITHDRAWALS.toBytes())));
  }

  private static byte[] encode(Receipt receipt) {
    byte[] bloom = bloom(receipt.logs());
    List<RlpType> logs = new ArrayList<>();
    for (EvmLog log : receipt.logs()) {
      List<RlpType> topics = new ArrayList<>();
      Arrays.stream(log.topics).forEach(topic -> topics.add(bytes(topic.toBytes())));
      logs.add(new RlpList(bytes(log.address.toBytes()), new RlpList(topics), bytes(log.data)));
    }
    byte[] body =
        RlpEncoder.encode(
            new RlpList(
                number(receipt.success() ? BigInteger.ONE : BigInteger.ZERO),
                number(receipt.cumulativeGas()),
                bytes(bloom),
                new RlpList(logs)));
    if (receipt.transaction().type() == 0) {
      return body;
    }
    byte[] typed = new byte[body.length + 1];
    typed[0] = (byte) receipt.transaction().type();
    System.arraycopy(body, 0, typed, 1, body.length);
    return typed;
  }

  /** The filter over addresses and topics of some logs. */
  static byte[] bloom(List<EvmLog> logs) {
    byte[] bloom = new byte[BLOOM_BYTES];
    addTo(bloom, logs);
    return bloom;
  }

  private static void addTo(byte[] bloom, List<EvmLog> logs) {
    for (EvmLog log : logs) {
      add(bloom, log.address.toBytes());
      Arrays.stream(log.topics).forEach(topic -> add(bloom, topic.toBytes()));
    }
  }

  private static void add(byte[] bloom, byte[] item) {
    byte[] hash = org.web3j.crypto.Hash.sha3(item);
    for (int i = 0; i < 6; i += 2) {
      int bit = ((hash[i] & 7) << 8) | (hash[i + 1] & 0xff);
      bloom[BLOOM_BYTES - 1 - bit / 8] |= (byte) (1 << (bit % 8));
    }
  }

  private static RlpString bytes(byte[] value) {
    return RlpString.create(value);
  }

  private static RlpString number(BigInteger value) {
    return RlpString.create(value);
  }

  private Headers() {}
}
