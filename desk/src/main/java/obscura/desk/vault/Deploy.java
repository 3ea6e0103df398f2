package obscura.desk.vault;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import obscura.desk.wallet.RefusedException;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.evm.VaultContract;
import obscura.settlement.evm.VaultInspection;
import obscura.settlement.evm.VaultTerms;
import obscura.settlement.sip.EthereumAddress;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a vault on a chain. */
@Command(
    name = "deploy",
    description = {
      "Puts a new vault on the chain, looks at it, and prints what to write into the venue's"
          + " configuration.",
      "Its terms stand for ever, but for the signers, who can name their successors."
    })
final class Deploy extends Verb {
  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      required = true,
      converter = Converters.KeyFile.class,
      description = "File with the private key, 64 hex digits, of the account that pays the gas.")
  private Converters.@Nullable Key key;

  @Option(
      names = "--signers",
      paramLabel = "A,B,C",
      required = true,
      split = ",",
      converter = Converters.Account.class,
      description = "Addresses of the three parties' signers, as each party logs its own.")
  private List<EthereumAddress> signers = List.of();

  @Option(
      names = "--guardian",
      paramLabel = "ADDRESS",
      required = true,
      converter = Converters.Account.class,
      description = "Who may pause deposits and batches, never withdrawals.")
  private @Nullable EthereumAddress guardian;

  @Option(
      names = "--batch-lifetime",
      paramLabel = "TIME",
      defaultValue = "1h",
      converter = Converters.Time.class,
      description = "No batch may be settled later than this. Default: ${DEFAULT-VALUE}")
  private Duration batchLifetime = Duration.ZERO;

  @Option(
      names = "--withdrawal-delay",
      paramLabel = "TIME",
      defaultValue = "2h",
      converter = Converters.Time.class,
      description =
          "From an owner's request to leave until it may; longer. Default: ${DEFAULT-VALUE}")
  private Duration withdrawalDelay = Duration.ZERO;

  @Option(
      names = "--signer-delay",
      paramLabel = "TIME",
      defaultValue = "7d",
      converter = Converters.Time.class,
      description = "Until new signers take over; longer still. Default: ${DEFAULT-VALUE}")
  private Duration signerDelay = Duration.ZERO;

  @Override
  public Integer call() throws IOException, InterruptedException {
    VaultTerms terms = terms();
    Web3j node = node();
    try {
      VaultInspection.requireChain(node, chainId());
      EvmAccount account = account(node, key);
      requireFunds(node, account.address());
      BigInteger before = node.ethBlockNumber().send().getBlockNumber();
      EthereumAddress vault = account.deploy(VaultContract.creation(terms));
      show(node, vault);
      say("");
      say("settlement.evm.chain-id = " + chainId());
      say("settlement.evm.vault = \"" + vault + "\"");
      say("settlement.evm.first-block = " + before);
      say("settlement.evm.signers = \"" + list(signers) + "\"");
      return 0;
    } finally {
      node.shutdown();
    }
  }

  private VaultTerms terms() {
    EthereumAddress named = Optional.ofNullable(guardian).orElseThrow();
    try {
      return new VaultTerms(named, signers, batchLifetime, withdrawalDelay, signerDelay);
    } catch (IllegalArgumentException impossible) {
      throw usage(
          "--signers, --batch-lifetime, --withdrawal-delay, --signer-delay: "
              + impossible.getMessage());
    }
  }

  private static void requireFunds(Web3j node, EthereumAddress account) throws IOException {
    BigInteger wei =
        node.ethGetBalance(account.toString(), DefaultBlockParameterName.LATEST)
            .send()
            .getBalance();
    if (wei.signum() == 0) {
      throw new RefusedException("the account " + account + " has nothing to pay gas with");
    }
  }
}
