package obscura.engine.adapter.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.domain.Instrument;
import obscura.domain.PricingRule;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.OperatorCommand.HaltInstrument;
import obscura.engine.core.VenueCommand;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the venue lists must be what the parties' operators signed: shares count lots and ticks. */
class RosterCheckTest {
  private static final String SIGNED = "instrument 4 0.001 0.01 on midpoint 100 900";

  @TempDir Path directory;
  private final List<VenueCommand> commands = new ArrayList<>();

  private static Instrument listed(String tick, String lot, PricingRule pricing) {
    return new Instrument(
        4,
        "WETH-USDC",
        "eip155:1",
        "eip155:1/slip44:60",
        new BigDecimal(tick),
        new BigDecimal(lot),
        pricing);
  }

  /** What the venue does when it learns that the instrument was listed, or resumed. */
  private List<VenueCommand> told(Instrument instrument) throws IOException {
    Path file = directory.resolve("roster");
    Files.writeString(file, RosterText.write(Roster.empty("T").with(Entry.parse(SIGNED))));
    try (MpcAdapter adapter =
        new MpcAdapter(
            new ToldEngine(),
            new SignedRoster(file),
            new WorkTimes(new SimpleMeterRegistry()),
            command -> {
              commands.add(command);
              return CompletableFuture.completedFuture(null);
            },
            new Transcripts(directory.resolve("transcripts")))) {
      adapter.accept(7, new AccessEvent.InstrumentListed(Instant.EPOCH, instrument));
      adapter.accept(8, new AccessEvent.InstrumentChanged(Instant.EPOCH, instrument, true));
      adapter.accept(9, new AccessEvent.InstrumentChanged(Instant.EPOCH, instrument, false));
    }
    return commands;
  }

  @Test
  void theSameTrades() throws IOException {
    assertThat(told(listed("0.010", "0.001", PricingRule.MIDPOINT))).isEmpty();
  }

  @Test
  void anotherTickLotOrPricingRuleIsHaltedWheneverItShallTrade() throws IOException {
    for (Instrument other :
        List.of(
            listed("0.1", "0.001", PricingRule.MIDPOINT),
            listed("0.01", "0.01", PricingRule.MIDPOINT),
            listed("0.01", "0.001", PricingRule.REFERENCE))) {
      commands.clear();
      assertThat(told(other))
          .as(other.toString())
          .hasSize(2)
          .allMatch(c -> c instanceof HaltInstrument halt && halt.symbol().equals("WETH-USDC"));
    }
  }
}
