package obscura.desk.wallet;

import java.io.IOException;
import java.util.List;
import obscura.settlement.sip.MetaAddress;
import obscura.settlement.wallet.KeyRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints meta-addresses. */
@Command(
    name = "stock",
    description =
        "Prints meta-addresses to hand to the venue, one a line. The venue uses each once.")
final class KeysStock extends StockVerb {
  @Option(
      names = "--owner",
      paramLabel = "COMPID",
      description =
          "Print the stock as your record of note keys, for the operators to name in the roster.")
  private @Nullable String owner;

  @Override
  public Integer call() throws IOException {
    String name = owner == null ? null : compId(owner);
    List<MetaAddress> stock = stock();
    if (name == null) {
      stock.forEach(address -> say(address.toString()));
    } else {
      new KeyRecord(name, seed().shareKeys(), stock).text().lines().forEach(this::say);
    }
    return ExitCodes.OK;
  }
}
