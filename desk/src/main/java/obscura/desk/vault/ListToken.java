package obscura.desk.vault;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Objects;
import obscura.desk.wallet.RefusedException;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.evm.VaultInspection;
import obscura.settlement.evm.VaultMismatchException;
import obscura.settlement.note.EvmVault;
import obscura.settlement.sip.EthereumAddress;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Web3j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Has a vault compute a token's generator, without which it takes no note of it. */
@Command(
    name = "list-token",
    description = "Lists a token in a vault, if it is not listed. Anybody may; it costs gas once.")
final class ListToken extends Verb {
  @Option(
      names = "--vault",
      paramLabel = "ADDRESS",
      required = true,
      converter = Converters.Account.class,
      description = "Where the vault is.")
  private @Nullable EthereumAddress vault;

  @Option(
      names = "--token",
      paramLabel = "ADDRESS",
      required = true,
      converter = Converters.Account.class,
      description = "The token's contract.")
  private @Nullable EthereumAddress token;

  @Option(
      names = "--decimals",
      paramLabel = "N",
      required = true,
      description = "Its decimals; compared with what the token says.")
  private int decimals;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      required = true,
      converter = Converters.KeyFile.class,
      description = "File with the private key, 64 hex digits, of the account that pays the gas.")
  private Converters.@Nullable Key key;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Web3j node = node();
    try {
      EvmVault of = new EvmVault(chainId(), Objects.requireNonNull(vault));
      EthereumAddress listed = Objects.requireNonNull(token);
      VaultInspection.of(node, chainId(), of);
      BigInteger said = VaultInspection.decimals(node, listed);
      if (!said.equals(BigInteger.valueOf(decimals))) {
        throw new RefusedException(
            "the token %s has %d decimals, not %d".formatted(listed, said, decimals));
      }
      try {
        VaultInspection.requireToken(node, of, listed, decimals);
        say("the token %s was listed before".formatted(listed));
      } catch (VaultMismatchException notListed) {
        account(node, key).execute(of.address(), VaultCalls.listToken(listed));
        VaultInspection.requireToken(node, of, listed, decimals);
        say("the token %s is listed".formatted(listed));
      }
      return 0;
    } finally {
      node.shutdown();
    }
  }
}
