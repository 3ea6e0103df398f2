package obscura.desk.wallet;

import java.util.Objects;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.wallet.OwnerWallet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What all commands do alike that work on the notes of a seed in a vault. */
abstract class OwnersVerb extends Verb {
  @Option(
      names = "--seed",
      paramLabel = "FILE",
      required = true,
      converter = SecretFile.Seed.class,
      description = "File with your seed.")
  private @Nullable OwnerSeed seed;

  @Option(
      names = "--vault",
      paramLabel = "FILE",
      converter = VaultFile.Converter.class,
      description =
          "The vault's file. Default: wallets/vault.properties in $OBSCURA_DESK_DATA, or in data")
  private @Nullable VaultFile vault;

  final OwnerSeed seed() {
    return Objects.requireNonNull(seed, "set when the command line is read");
  }

  /** The vault of the option, or of the file that an embedded venue writes. */
  final VaultFile vaultFile() {
    try {
      return vault == null ? VaultFile.read(desk().vaultFile()) : vault;
    } catch (TypeConversionException unreadable) {
      throw usage("Missing --vault=FILE, and the usual one: " + unreadable.getMessage());
    }
  }

  final OwnerWallet wallet(VaultFile file) {
    return new OwnerWallet(file.vault(), file.chainName(), seed());
  }
}
