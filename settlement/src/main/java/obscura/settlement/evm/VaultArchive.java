package obscura.settlement.evm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.EvmVault;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Transaction;

/**
 * All that a vault ever said, from a node: what a wallet needs beside its owner's seed. Trusts the
 * node to leave nothing out; what it invents does not fit the roots. Blocks while it asks; any
 * number of threads.
 */
public final class VaultArchive {
  private final Web3j node;
  private final EvmVault vault;

  /** Reads one vault by one node. */
  public VaultArchive(Web3j node, EvmVault vault) {
    this.node = node;
    this.vault = vault;
  }

  /**
   * A log, and for {@link VaultEvent.Settled} the batch. It is empty if the transaction does not
   * hold it in clear, as when a contract put it together.
   */
  public record Entry(VaultLog log, Optional<EvmBatch> batch) {}

  /**
   * Reads some blocks, both included.
   *
   * @throws IOException if the node does not answer, or refuses
   */
  public List<Entry> read(long fromBlock, long toBlock) throws IOException {
    EthFilter filter =
        new EthFilter(
            DefaultBlockParameter.valueOf(java.math.BigInteger.valueOf(fromBlock)),
            DefaultBlockParameter.valueOf(java.math.BigInteger.valueOf(toBlock)),
            vault.address().toString());
    EthLog answer = node.ethGetLogs(filter).send();
    if (answer.hasError()) {
      throw new IOException(answer.getError().getMessage());
    }
    List<Entry> entries = new ArrayList<>();
    for (EthLog.LogResult<?> result : answer.getLogs()) {
      Optional<VaultLog> log = VaultLog.of((EthLog.LogObject) result.get());
      if (log.isPresent()) {
        entries.add(new Entry(log.get(), batch(log.get())));
      }
    }
    return entries;
  }

  private Optional<EvmBatch> batch(VaultLog log) throws IOException {
    if (!(log.event() instanceof VaultEvent.Settled settled)) {
      return Optional.empty();
    }
    Optional<Transaction> transaction =
        node.ethGetTransactionByHash(log.transaction().toString()).send().getTransaction();
    return transaction
        .flatMap(found -> BatchCalldata.find(vault, Bytes.hex(found.getInput()), settled.digest()))
        .filter(batch -> batch.content().tree(vault).root().equals(settled.root()));
  }
}
