package obscura.desk.vault;

import java.io.IOException;
import java.util.Objects;
import obscura.settlement.sip.EthereumAddress;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Web3j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what is at an address, if it is a vault of this version. */
@Command(
    name = "show",
    description = "Makes sure that a vault of this version is there, and prints its terms.")
final class Show extends Verb {
  @Option(
      names = "--vault",
      paramLabel = "ADDRESS",
      required = true,
      converter = Converters.Account.class,
      description = "Where it is.")
  private @Nullable EthereumAddress vault;

  @Override
  public Integer call() throws IOException {
    Web3j node = node();
    try {
      show(node, Objects.requireNonNull(vault));
      return 0;
    } finally {
      node.shutdown();
    }
  }
}
