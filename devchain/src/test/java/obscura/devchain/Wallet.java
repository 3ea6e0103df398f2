package obscura.devchain;

import java.io.IOException;
import java.math.BigInteger;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;

/** An account that signs and sends, as any client of a node does. */
final class Wallet {
  static final BigInteger GWEI = BigInteger.valueOf(1_000_000_000);

  private final Web3j web3;
  private final long chainId;
  final Credentials credentials;
  BigInteger tip = GWEI;

  Wallet(Web3j web3, long chainId, int key) {
    this.web3 = web3;
    this.chainId = chainId;
    this.credentials = Credentials.create(BigInteger.valueOf(key).toString(16));
  }

  String address() {
    return credentials.getAddress();
  }

  BigInteger nonce() throws IOException {
    return web3.ethGetTransactionCount(address(), DefaultBlockParameterName.PENDING)
        .send()
        .getTransactionCount();
  }

  String signed(BigInteger nonce, String to, BigInteger value, String data, long gas) {
    RawTransaction raw =
        RawTransaction.createTransaction(
            chainId,
            nonce,
            BigInteger.valueOf(gas),
            to,
            value,
            data,
            tip,
            tip.add(GWEI.multiply(BigInteger.TWO)));
    return Numeric.toHexString(TransactionEncoder.signMessage(raw, credentials));
  }

  /** Sends; the hash, or the node's refusal as an exception. */
  String send(String signed) throws IOException {
    EthSendTransaction sent = web3.ethSendRawTransaction(signed).send();
    if (sent.hasError()) {
      throw new IOException(sent.getError().getMessage());
    }
    return sent.getTransactionHash();
  }

  TransactionReceipt execute(String to, String data) throws IOException {
    String hash = send(signed(nonce(), to, BigInteger.ZERO, data, 3_000_000));
    return web3.ethGetTransactionReceipt(hash).send().getTransactionReceipt().orElseThrow();
  }
}
