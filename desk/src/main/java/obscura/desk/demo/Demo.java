package obscura.desk.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import obscura.desk.fix.NothingArrivedException;
import obscura.desk.fix.Received.Execution;
import obscura.desk.launch.LaunchedVenue;
import obscura.desk.launch.Project;
import obscura.desk.launch.WalletCommand;
import obscura.devchain.DevChain;
import obscura.devchain.DevChainServer;
import org.web3j.protocol.Web3j;

/**
 * Entry of {@code scripts/demo}: plays the whole story on a fresh venue; exit code 0 when it held.
 */
public final class Demo {
  private static final long CHAIN_ID = 31_337;

  private final Narrator narrator = new Narrator(System.out);
  private final Instant start = Instant.now();

  private Demo() {}

  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("obscura-demo-");
    int exit = new Demo().play(Project.ofScripts(), folder);
    if (exit == 0) {
      delete(folder);
    } else {
      System.out.println("The venue's output and data are kept in " + folder);
    }
    System.exit(exit);
  }

  private int play(Project project, Path folder) {
    narrator.chapter("Obscura: an RFQ and a dark cross, as every side sees them");
    narrator.tell("VENUE", "starts with an empty data folder");
    Path data = folder.resolve("data");
    try (DevChain chain = new DevChain(CHAIN_ID, InstantSource.system());
        DevChainServer server = new DevChainServer(chain, 0)) {
      narrator.tell("CHAIN", "an EVM chain runs in this process, at " + server.address());
      List<String> settings =
          List.of("settlement.rail=development", "settlement.node=" + server.address());
      try (LaunchedVenue venue = LaunchedVenue.start(project, data, settings)) {
        narrator.tell(
            "VENUE",
            "accepts desks on port %d and makers on port %d"
                .formatted(venue.ports().trade(), venue.ports().maker()));
        play(venue, folder.resolve("clients"), Web3j.build(chain.service()));
      }
      narrator.chapter("7. The venue is switched off");
      new LeavingScene(new WalletCommand(project), data.resolve("wallets"), chain, narrator).play();
      narrator.remark("Everything took %d s.".formatted(seconds()));
      return 0;
    } catch (IOException | IllegalStateException | NothingArrivedException e) {
      narrator.tell("DEMO", "FAILED: " + e.getMessage());
      return 1;
    }
  }

  private void play(LaunchedVenue venue, Path clients, Web3j node) {
    try (Stage stage = Stage.open(venue, clients, offers())) {
      narrator.tell("CLIENTS", "two desks and three makers are logged on over FIX 4.4");

      narrator.chapter("1. A request for quotes");
      Execution bought = new QuoteScene(stage, narrator).play();

      narrator.chapter("2. A request that no maker can fill alone");
      new SplitScene(stage, narrator).play();

      narrator.chapter("3. A dark cross with a partial fill");
      DarkScene dark = new DarkScene(stage, narrator);
      String resting = dark.cross();

      narrator.chapter("4. What the chain shows");
      new SettlementScene(node, venue.data().resolve("wallets"), narrator).play();

      narrator.chapter("5. What the operator can see");
      OperatorScene operator = new OperatorScene(venue.admin(), venue.data(), narrator);
      operator.look();

      narrator.chapter("6. The end of the day");
      dark.cancel(resting);
      operator.report();

      summary(stage, bought);
    }
  }

  private void summary(Stage stage, Execution bought) {
    narrator.chapter("Summary");
    narrator.quote("RFQ         3 makers quoted, 1 price was shown, " + Words.fill(bought));
    stage.desk2().inbox().all(Execution.class).stream()
        .filter(Execution::isFill)
        .forEach(sold -> narrator.quote("Dark cross  DESK2 " + Words.fill(sold)));
    narrator.quote("Drop copy   verified");
    narrator.quote("Time        " + seconds() + " s");
  }

  private long seconds() {
    return Duration.between(start, Instant.now()).toSeconds();
  }

  private static SequencedMap<String, BigDecimal> offers() {
    SequencedMap<String, BigDecimal> offers = new LinkedHashMap<>();
    offers.put("MAKER1", new BigDecimal("2501.20"));
    offers.put("MAKER2", new BigDecimal("2500.85"));
    offers.put("MAKER3", new BigDecimal("2502.40"));
    return offers;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
