package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A FIX engine in JavaScript with its stock dictionary, jspurefix, trades in both roles. */
class JspurefixTest {
  private static final Path SOURCES = Path.of("src/test/js");
  private static final Path INSTALLED = Path.of("target/js");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "client.js");
  private static final int INSTALL_MINUTES = 5;

  @BeforeAll
  static void engineIsInstalled() throws Exception {
    assumeTrue(
        works("node", "--version") && works("npm", "--version"),
        "Node.js or npm is absent, so jspurefix cannot be tried; scripts/test installs both");
    Files.createDirectories(INSTALLED);
    boolean same = true;
    for (String file : FILES) {
      Path copy = INSTALLED.resolve(file);
      same &= Files.exists(copy) && Files.mismatch(SOURCES.resolve(file), copy) == -1;
      Files.copy(SOURCES.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!same || !Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"))) {
      install();
    }
  }

  @Test
  void aRequestEndsInADealInBothRolesAndADarkOrderIsFilled(@TempDir Path data) throws Exception {
    try (LocalVenue venue = new LocalVenue(data);
        Line contra = venue.taker("DESK2").loggedOn();
        Client maker = new Client(venue.makerPort(), "MAKER1", "maker")) {
      maker.await("LOGGED-ON");
      contra.say("35=D|11=c1|55=WETH-USDC|54=1|60=now|38=1.25|40=2|44=3000.04|59=0");
      contra.await("35=8", "150=0");
      try (Client taker = new Client(venue.tradePort(), "DESK1", "taker")) {
        JsonNode asked = maker.await("R");
        JsonNode leg = asked.at("/QuotReqGrp/NoRelatedSym/0");
        assertThat(leg.at("/Instrument/Symbol").asString()).isEqualTo("WETH-USDC");
        assertThat(leg.at("/OrderQtyData/OrderQty").asString()).isEqualTo("2.5");

        JsonNode best = taker.await("S");
        assertThat(best.at("/QuoteReqID").asString()).isEqualTo("r1");
        assertThat(best.at("/OfferPx").asString()).isEqualTo("3001.05");

        JsonNode bought = taker.awaitFill("deal1");
        JsonNode sold = maker.awaitFill("q1");
        assertFilled(bought, "1", "2.5", "3001.05");
        assertFilled(sold, "2", "2.5", "3001.05");
        assertThat(bought.at("/SecondaryExecID")).isEqualTo(sold.at("/SecondaryExecID"));

        assertFilled(taker.awaitFill("dark1"), "2", "1.25", "3000.03");
        assertThat(contra.await("35=8", "150=F").get(31)).isEqualTo("3000.03");
        taker.stopsWithoutComplaint();
        maker.stopsWithoutComplaint();
      }
    }
  }

  private static void assertFilled(JsonNode fill, String side, String quantity, String price) {
    assertThat(fill.at("/OrdStatus").asString()).isEqualTo("2");
    assertThat(fill.at("/Side").asString()).isEqualTo(side);
    assertThat(fill.at("/LastQty").asString()).isEqualTo(quantity);
    assertThat(fill.at("/LastPx").asString()).isEqualTo(price);
    assertThat(fill.at("/CumQty").asString()).isEqualTo(quantity);
    assertThat(fill.at("/LeavesQty").asString()).isEqualTo("0");
  }

  private static boolean works(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private static void install() throws IOException, InterruptedException {
    Process npm =
        new ProcessBuilder(
                "npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(INSTALLED.resolve("npm.out").toFile())
            .start();
    boolean ended = npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
    npm.destroy();
    assertThat(ended && npm.exitValue() == 0)
        .as("npm ci: %s", Files.readString(INSTALLED.resolve("npm.out")))
        .isTrue();
  }

  /** The script in a process of its own; its lines are read in order. */
  private static final class Client implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PATIENCE_SECONDS = 60;
    private static final String END = "END";

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final StringBuffer read = new StringBuffer();

    Client(int port, String compId, String role) throws IOException {
      process =
          new ProcessBuilder("node", "client.js", Integer.toString(port), compId, role)
              .directory(INSTALLED.toFile())
              .redirectErrorStream(true)
              .start();
      Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
        out.lines().forEach(lines::add);
      } catch (UncheckedIOException | IOException ended) {
        lines.add(ended.toString());
      }
      lines.add(END);
    }

    /** The next message of a type, as the engine parsed it. */
    JsonNode await(String type) throws InterruptedException {
      String lead = "> " + type + " ";
      while (true) {
        String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        read.append(line).append('\n');
        if (line == null || line.equals(END)) {
          throw new AssertionError("no " + type + " in\n" + read);
        }
        if (line.startsWith(lead)) {
          return JSON.readTree(line.substring(lead.length()));
        }
      }
    }

    /** The next fill of an order. */
    JsonNode awaitFill(String clOrdId) throws InterruptedException {
      JsonNode report = await("8");
      while (!report.at("/ExecType").asString().equals("F")
          || !report.at("/ClOrdID").asString().equals(clOrdId)) {
        report = await("8");
      }
      return report;
    }

    /** Waits for the end; the engine rejected nothing and met no error. */
    void stopsWithoutComplaint() throws InterruptedException {
      assertThat(await("STOPPED").at("/error").isNull()).as("stopped:%n%s", read).isTrue();
      assertThat(process.waitFor()).isZero();
      assertThat(read.toString()).doesNotContain("SENT-REJECT");
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
