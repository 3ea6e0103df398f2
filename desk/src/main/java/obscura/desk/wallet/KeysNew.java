package obscura.desk.wallet;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Objects;
import obscura.settlement.note.OwnerSeed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a seed. */
@Command(
    name = "new",
    description = "Makes a new random seed in a new file that only you may read.")
final class KeysNew extends Verb {
  @Option(
      names = "--seed",
      paramLabel = "FILE",
      required = true,
      description = "Where to write it. A file that is there is never overwritten.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    byte[] seed = new byte[OwnerSeed.BYTES];
    new SecureRandom().nextBytes(seed);
    Path made = Objects.requireNonNull(file);
    SecretFile.create(made, seed);
    say("a new seed is in " + made);
    say("Whoever has it has every note of it; without it they are lost. Keep a copy off line.");
    return ExitCodes.OK;
  }
}
