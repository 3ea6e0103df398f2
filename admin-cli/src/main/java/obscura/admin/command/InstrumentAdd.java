package obscura.admin.command;

import java.math.BigDecimal;
import java.util.Map;
import obscura.domain.PricingRule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists an instrument for trading. */
@Command(name = "add", description = "Lists an instrument for trading.")
final class InstrumentAdd extends Verb {
  @Parameters(paramLabel = "SYMBOL", description = "BASE-QUOTE.")
  private String symbol = "";

  @Option(
      names = "--chain",
      paramLabel = "CAIP2",
      required = true,
      description = "Settlement chain, for example eip155:1.")
  private String chain = "";

  @Option(
      names = "--asset",
      paramLabel = "CAIP19",
      required = true,
      description = "Id of the base token.")
  private String asset = "";

  @Option(
      names = "--tick",
      paramLabel = "STEP",
      required = true,
      description = "Smallest price step, in quote tokens.")
  private BigDecimal tick = BigDecimal.ZERO;

  @Option(
      names = "--lot",
      paramLabel = "STEP",
      required = true,
      description = "Smallest quantity step, in base tokens.")
  private BigDecimal lot = BigDecimal.ZERO;

  @Option(
      names = "--pricing",
      paramLabel = "RULE",
      defaultValue = "MIDPOINT",
      description =
          "How dark orders are priced, one of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private PricingRule pricing = PricingRule.MIDPOINT;

  @Override
  public Integer call() {
    return act(
        "instrument-add",
        Map.of(
            "symbol",
            symbol,
            "chain",
            chain,
            "assetId",
            asset,
            "tick",
            tick.toPlainString(),
            "lot",
            lot.toPlainString(),
            "pricing",
            pricing.name()));
  }
}
