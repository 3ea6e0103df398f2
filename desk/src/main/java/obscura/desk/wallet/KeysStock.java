package obscura.desk.wallet;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.sip.MetaAddress;
import obscura.settlement.wallet.KeyRecord;
import obscura.settlement.wallet.OwnerWallet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints meta-addresses. */
@Command(
    name = "stock",
    description =
        "Prints meta-addresses to hand to the venue, one a line. The venue uses each once.")
final class KeysStock extends Verb {
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

  @Option(
      names = "--owner",
      paramLabel = "COMPID",
      description =
          "Print the stock as your record of note keys, for the operators to name in the roster.")
  private @Nullable String owner;

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > OwnerWallet.GAP) {
      throw usage("--count: 1 to " + OwnerWallet.GAP + ", not " + count);
    }
    if (from < 0 || from > Long.MAX_VALUE - OwnerWallet.GAP) {
      throw usage("--from: a path is 0 or more, not " + from);
    }
    if (owner != null && !owner.matches("[A-Za-z0-9_-]{1,40}")) {
      throw usage("--owner: your CompID, letters, digits, - and _, not " + owner);
    }
    List<MetaAddress> stock = vault == null ? unchecked() : checked(vault);
    if (owner == null) {
      stock.forEach(address -> say(address.toString()));
    } else {
      new KeyRecord(owner, seed().shareKeys(), stock).text().lines().forEach(this::say);
    }
    return ExitCodes.OK;
  }

  private OwnerSeed seed() {
    return Objects.requireNonNull(seed);
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
