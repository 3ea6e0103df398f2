package obscura.desk.vault;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.evm.VaultInspection;
import obscura.settlement.note.EvmVault;
import obscura.settlement.sip.EthereumAddress;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands do alike: name a node, and say what it says. */
@Command(mixinStandardHelpOptions = true)
abstract class Verb implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--rpc",
      paramLabel = "URL",
      required = true,
      converter = Converters.Node.class,
      description = "JSON-RPC of a node of the chain.")
  private @Nullable URI rpc;

  @Option(
      names = "--chain-id",
      paramLabel = "N",
      required = true,
      description = "The chain, by EIP-155; compared with the node's.")
  private BigInteger chainId = BigInteger.ZERO;

  final BigInteger chainId() {
    return chainId;
  }

  final Web3j node() {
    return Web3j.build(new HttpService(Objects.requireNonNull(rpc).toString()));
  }

  final EvmAccount account(Web3j node, Converters.@Nullable Key key) {
    return new EvmAccount(node, chainId, Objects.requireNonNull(key).secret(), PATIENCE);
  }

  /** Looks at a vault and says what is there. */
  final void show(Web3j node, EthereumAddress address) throws IOException {
    VaultInspection found = VaultInspection.of(node, chainId, new EvmVault(chainId, address));
    say("vault             %s on chain %d".formatted(address, chainId));
    say("signers           " + list(found.terms().signers()));
    say("set of signers    " + found.epoch());
    say("guardian          " + found.terms().guardian());
    say("batch lifetime    " + text(found.terms().batchLifetime()));
    say("withdrawal delay  " + text(found.terms().withdrawalDelay()));
    say("signer delay      " + text(found.terms().signerDelay()));
    say("paused            " + (found.paused() ? "yes" : "no"));
  }

  static String list(List<EthereumAddress> addresses) {
    return addresses.stream().map(EthereumAddress::toString).collect(Collectors.joining(","));
  }

  private static String text(Duration time) {
    return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  final void say(String line) {
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(line);
    out.flush();
  }

  final ParameterException usage(String text) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), text);
  }
}
