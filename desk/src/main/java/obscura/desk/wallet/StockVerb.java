package obscura.desk.wallet;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.sip.MetaAddress;
import obscura.settlement.wallet.OwnerWallet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A command about a stock of meta-addresses: consecutive paths of a seed. */
abstract class StockVerb extends Verb {
  @Option(
      names = "--seed",
      paramLabel = "FILE",
      required = true,
      converter = SecretFile.Seed.class,
      description = "File with your seed.")
  private @Nullable OwnerSeed seed;

  @Option(
      names = "--from",
      paramLabel = "N",
      required = true,
      description = "First path, 0 or more: the first one not handed out yet.")
  private long from;

  @Option(
      names = "--count",
      paramLabel = "M",
      required = true,
      description = "How many, 1 to " + OwnerWallet.GAP + ".")
  private int count;

  @Option(
      names = "--chain",
      paramLabel = "NAME",
      defaultValue = "ethereum",
      description = "SIP's name of the chain. Default: ${DEFAULT-VALUE}")
  private String chain = "";

  @Option(
      names = "--vault",
      paramLabel = "FILE",
      converter = VaultFile.Converter.class,
      description =
          "A vault.properties: look at the chain, and refuse paths beyond those that your seed"
              + " alone would find again.")
  private @Nullable VaultFile vault;

  final OwnerSeed seed() {
    return Objects.requireNonNull(seed);
  }

  /** The stock that the options tell of. */
  final List<MetaAddress> stock() throws IOException {
    if (count < 1 || count > OwnerWallet.GAP) {
      throw usage("--count: 1 to " + OwnerWallet.GAP + ", not " + count);
    }
    if (from < 0 || from > Long.MAX_VALUE - OwnerWallet.GAP) {
      throw usage("--from: a path is 0 or more, not " + from);
    }
    return vault == null ? unchecked() : checked(vault);
  }

  /** The name that the venue knows an owner by. */
  final String compId(String owner) {
    if (!owner.matches("[A-Za-z0-9_-]{1,40}")) {
      throw usage("--owner: your CompID, letters, digits, - and _, not " + owner);
    }
    return owner;
  }

  private List<MetaAddress> unchecked() {
    try {
      return LongStream.range(from, from + count)
          .mapToObj(path -> seed().metaAddress(chain, path))
          .toList();
    } catch (IllegalArgumentException unknown) {
      throw usage("--chain: a chain of SIP such as ethereum, base or solana, not " + chain);
    }
  }

  private List<MetaAddress> checked(VaultFile file) throws IOException {
    if (!chain.equals(file.chainName())) {
      throw usage("--chain: the vault's file says " + file.chainName() + ", not " + chain);
    }
    OwnerWallet wallet = new OwnerWallet(file.vault(), chain, seed());
    try (VaultChain node = VaultChain.open(file)) {
      Reading reading = node.read(wallet);
      warnOf(reading);
      try {
        return wallet.stock(reading.holdings(), from, count);
      } catch (IllegalArgumentException unfindable) {
        throw usage("--from, --count: " + unfindable.getMessage());
      }
    }
  }
}
