package obscura.settlement.evm;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.EthereumAddress;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthEstimateGas;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/**
 * An account that sends one transaction after another and waits for each: for wallets, deployment
 * and tests. (The venue's own transactions go another way, with fees and repetition.) Not
 * thread-safe.
 */
public final class EvmAccount {
  private static final BigInteger TIP = BigInteger.valueOf(1_000_000_000);
  private static final BigInteger GAS_PERCENT = BigInteger.valueOf(120);
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Web3j node;
  private final BigInteger chainId;
  private final Credentials credentials;
  private final Duration patience;

  /**
   * Makes the account of a key.
   *
   * @param secret the private key, 32 bytes
   * @param patience how long to wait for a receipt
   */
  public EvmAccount(Web3j node, BigInteger chainId, byte[] secret, Duration patience) {
    this.node = node;
    this.chainId = chainId;
    this.credentials = Credentials.create(Numeric.toHexString(secret));
    this.patience = patience;
  }

  /** Its address. */
  public EthereumAddress address() {
    return EthereumAddress.parse(credentials.getAddress());
  }

  /**
   * Deploys a contract.
   *
   * @param creation bytecode and arguments
   * @return where it is
   */
  public EthereumAddress deploy(Bytes creation) throws IOException, InterruptedException {
    return EthereumAddress.parse(run(null, creation).getContractAddress());
  }

  /**
   * Sends a call and waits until it is in a block.
   *
   * @throws VaultRefusedException if a contract refuses it; then nothing was sent
   * @throws IOException if the node refuses, does not answer, or no receipt comes in time
   */
  public TransactionReceipt execute(EthereumAddress to, Bytes call)
      throws IOException, InterruptedException {
    return run(to.toString(), call);
  }

  private TransactionReceipt run(@Nullable String to, Bytes data)
      throws IOException, InterruptedException {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            chainId.longValueExact(),
            node.ethGetTransactionCount(credentials.getAddress(), DefaultBlockParameterName.PENDING)
                .send()
                .getTransactionCount(),
            gas(to, data),
            to,
            BigInteger.ZERO,
            data.toString(),
            TIP,
            node.ethGasPrice().send().getGasPrice().multiply(BigInteger.TWO).add(TIP));
    EthSendTransaction sent =
        node.ethSendRawTransaction(
                Numeric.toHexString(TransactionEncoder.signMessage(transaction, credentials)))
            .send();
    if (sent.hasError()) {
      throw VaultReader.refusal(sent.getError());
    }
    return receipt(sent.getTransactionHash());
  }

  private BigInteger gas(@Nullable String to, Bytes data) throws IOException {
    EthEstimateGas estimate =
        node.ethEstimateGas(
                new Transaction(
                    credentials.getAddress(), null, null, null, to, null, data.toString()))
            .send();
    if (estimate.hasError()) {
      throw VaultReader.refusal(estimate.getError());
    }
    return estimate.getAmountUsed().multiply(GAS_PERCENT).divide(HUNDRED);
  }

  private TransactionReceipt receipt(String hash) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Optional<TransactionReceipt> receipt = poll(hash);
    while (receipt.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(POLL);
      receipt = poll(hash);
    }
    TransactionReceipt found =
        receipt.orElseThrow(() -> new IOException("no receipt of " + hash + " in " + patience));
    if (!found.isStatusOK()) {
      throw new IOException("transaction " + hash + " failed in its block");
    }
    return found;
  }

  private Optional<TransactionReceipt> poll(String hash) throws IOException {
    return node.ethGetTransactionReceipt(hash).send().getTransactionReceipt();
  }
}
