package obscura.desk.wallet;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.evm.VaultArchive;
import obscura.settlement.note.EvmVault;
import obscura.settlement.sip.EthereumAddress;
import obscura.settlement.wallet.OwnerWallet;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.VoidResponse;
import org.web3j.protocol.http.HttpService;

/** A vault's chain by one node. Blocks while it asks; failures are {@link IOException}. */
final class VaultChain implements AutoCloseable {
  /** Nodes answer for so many blocks at once, most of them for more. */
  private static final long BLOCKS_AT_ONCE = 10_000;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final VaultFile file;
  private final EvmVault vault;
  private final HttpService service;
  private final Web3j node;

  private VaultChain(VaultFile file) {
    this.file = file;
    this.vault = file.vault();
    this.service = new HttpService(file.rpc().toString());
    this.node = Web3j.build(service);
  }

  /**
   * Names the node, and makes sure that it is of the right chain and the vault is there.
   *
   * @throws RefusedException if not
   */
  static VaultChain open(VaultFile file) throws IOException {
    VaultChain chain = new VaultChain(file);
    BigInteger id = chain.node.ethChainId().send().getChainId();
    if (!id.equals(file.chainId())) {
      throw new RefusedException(
          "the node at %s is of chain %d, the vault's file says %d"
              .formatted(file.node(), id, file.chainId()));
    }
    String code =
        chain
            .node
            .ethGetCode(file.address().toString(), DefaultBlockParameterName.LATEST)
            .send()
            .getCode();
    if (code == null || code.length() <= "0x".length()) {
      throw new RefusedException("no contract is at %s on chain %d".formatted(file.address(), id));
    }
    return chain;
  }

  EvmVault vault() {
    return vault;
  }

  /** What a token says of accounts. */
  Erc20 token(Token token) {
    return new Erc20(node, token.address());
  }

  /** Everything up to the newest block. */
  Reading read(OwnerWallet wallet) throws IOException {
    EthBlock.Block head = block(DefaultBlockParameterName.LATEST);
    long last = head.getNumber().longValueExact();
    VaultArchive archive = new VaultArchive(node, vault);
    List<VaultArchive.Entry> entries = new ArrayList<>();
    for (long from = file.firstBlock(); from <= last; from += BLOCKS_AT_ONCE) {
      entries.addAll(archive.read(from, Math.min(last, from + BLOCKS_AT_ONCE - 1)));
    }
    Reading.Head at = new Reading.Head(last, head.getTimestamp().longValueExact(), lastFinal(last));
    return Reading.of(vault, at, entries, wallet);
  }

  /** The newest block's time, in seconds since 1970. */
  long now() throws IOException {
    return block(DefaultBlockParameterName.LATEST).getTimestamp().longValueExact();
  }

  private EthBlock.Block block(DefaultBlockParameterName which) throws IOException {
    EthBlock answer = node.ethGetBlockByNumber(which, false).send();
    if (answer.hasError() || answer.getBlock() == null) {
      throw new IOException("no block " + which.getValue());
    }
    return answer.getBlock();
  }

  /** A node that does not know what is final knows nothing to be final. */
  private long lastFinal(long last) throws IOException {
    EthBlock answer = node.ethGetBlockByNumber(DefaultBlockParameterName.FINALIZED, false).send();
    return answer.hasError() || answer.getBlock() == null
        ? -1
        : Math.min(last, answer.getBlock().getNumber().longValueExact());
  }

  /**
   * The account of a key.
   *
   * @throws RefusedException if it has nothing to pay gas with
   */
  EvmAccount account(byte[] secret) throws IOException {
    EvmAccount account = new EvmAccount(node, file.chainId(), secret, PATIENCE);
    String address = account.address().toString();
    if (node.ethGetBalance(address, DefaultBlockParameterName.LATEST).send().getBalance().signum()
        == 0) {
      throw new RefusedException("the paying account " + address + " has nothing to pay gas with");
    }
    return account;
  }

  /**
   * Gives an account wei out of nothing, as development chains do.
   *
   * @throws RefusedException if the node does not
   */
  void fund(EthereumAddress account, BigInteger wei) throws IOException {
    List<Object> parameters = List.of(account.toString(), "0x" + wei.toString(16));
    VoidResponse answer =
        new Request<>("anvil_setBalance", parameters, service, VoidResponse.class).send();
    if (answer.hasError()) {
      throw new RefusedException(
          "--development: the node at %s knows no anvil_setBalance; name a --payer-key"
              .formatted(file.node()));
    }
  }

  @Override
  public void close() {
    node.shutdown();
  }
}
