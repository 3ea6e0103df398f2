package obscura.settlement.swap.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.VaultEvent;
import obscura.settlement.evm.VaultLog;
import obscura.settlement.note.EvmVault;
import org.bouncycastle.util.BigIntegers;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;

/**
 * What the vault's logs say of one batch and one locked leaf.
 *
 * @param settled that the batch was made
 * @param ended that the leaf was claimed or refunded
 */
record LockLogs(Optional<VaultLog> settled, Optional<VaultLog> ended) {
  private static final int WORD = 32;

  /** Asks a node. */
  static LockLogs read(Web3j node, EvmVault vault, long fromBlock, long batch, Bytes leaf)
      throws IOException {
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameter.valueOf(BigInteger.valueOf(fromBlock)),
            DefaultBlockParameterName.LATEST,
            vault.address().toString());
    filter.addNullTopic();
    filter.addOptionalTopics(word(batch), leaf.toString());
    EthLog answer = node.ethGetLogs(filter).send();
    if (answer.hasError()) {
      throw new IOException(answer.getError().getMessage());
    }
    return of(logs(answer), batch, leaf);
  }

  static LockLogs of(List<VaultLog> logs, long batch, Bytes leaf) {
    return new LockLogs(
        logs.stream()
            .filter(log -> log.event() instanceof VaultEvent.Settled e && e.number() == batch)
            .findFirst(),
        logs.stream().filter(log -> ends(log.event(), leaf)).findFirst());
  }

  private static boolean ends(VaultEvent event, Bytes leaf) {
    return (event instanceof VaultEvent.Claimed claimed && claimed.leaf().equals(leaf))
        || (event instanceof VaultEvent.Refunded refunded && refunded.leaf().equals(leaf));
  }

  private static List<VaultLog> logs(EthLog answer) {
    List<VaultLog> logs = new ArrayList<>();
    for (EthLog.LogResult<?> result : answer.getLogs()) {
      VaultLog.of((EthLog.LogObject) result.get()).ifPresent(logs::add);
    }
    return logs;
  }

  private static String word(long number) {
    BigInteger unsigned = new BigInteger(Long.toUnsignedString(number));
    return Bytes.of(BigIntegers.asUnsignedByteArray(WORD, unsigned)).toString();
  }
}
