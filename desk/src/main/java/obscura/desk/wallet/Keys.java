package obscura.desk.wallet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Seeds, and what is made of them for the venue. Itself it does nothing. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = "Makes a seed, meta-addresses from it, and sealed share keys.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {KeysNew.class, KeysStock.class, KeysSeal.class})
final class Keys implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "keys: which of new, stock, seal?");
  }
}
