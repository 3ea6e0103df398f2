package obscura.admin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import obscura.admin.CommandLineRun;
import obscura.admin.RunningVenue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComplianceCommandsTest {
  private static final String DAY = " --date 2026-11-20";

  @TempDir Path data;

  private RunningVenue venue;
  private String key;

  @BeforeEach
  void open() throws Exception {
    venue = new RunningVenue(data);
    venue.recordTrades();
    key = " --key " + data.resolve("officer.key");
  }

  @AfterEach
  void close() {
    venue.close();
  }

  private CommandLineRun run(String line) {
    return CommandLineRun.of(data, line);
  }

  private CommandLineRun done(String line) {
    CommandLineRun run = run(line);
    assertThat(run.exitCode()).as(line + ": " + run.err()).isZero();
    return run;
  }

  @Test
  void theRunningVenueAndTheStoreSayTheSame() {
    String[] lines = {
      "dropcopy verify",
      "dropcopy execs --json",
      "dropcopy show --trade T1",
      "report daily" + DAY,
      "dropcopy show --json --trade T1" + key,
      "report daily --format csv" + DAY + key
    };
    String[] fromVenue = new String[lines.length];
    for (int i = 0; i < lines.length; i++) {
      CommandLineRun run = done(lines[i]);
      assertThat(run.err()).as(lines[i]).isEmpty();
      fromVenue[i] = run.out();
    }
    venue.close();
    for (int i = 0; i < lines.length; i++) {
      assertThat(done(lines[i] + " --offline").out()).isEqualTo(fromVenue[i]);
      CommandLineRun unasked = done(lines[i]);
      assertThat(unasked.out()).isEqualTo(fromVenue[i]);
      assertThat(unasked.err()).contains("no venue runs on").contains("directly");
    }
  }

  /** In a process of its own, since H2 shares a file within one. */
  @Test
  void whileTheVenueRunsTheStoreIsNotOpenedTwice() throws Exception {
    Process own =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Admin.class.getName(),
                "dropcopy",
                "verify",
                "--offline",
                "--data",
                data.toString())
            .redirectErrorStream(true)
            .start();
    String text = new String(own.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(own.waitFor()).as(text).isEqualTo(ExitCodes.NOT_REACHABLE);
    assertThat(text).contains("an H2 file opens only while no venue uses it");
  }

  @Test
  void execsAreOneObjectALine() {
    String[] lines = done("dropcopy execs --json").out().split("\n");
    assertThat(lines).hasSize(3);
    JsonNode first = JsonMapper.shared().readTree(lines[0]);
    assertThat(first.propertyNames())
        .containsExactly(
            "position", "kind", "participant", "execId", "orderId", "clientId", "tradeId");
    assertThat(first.get("execId").asString()).isEqualTo("X10");
    assertThat(first.get("tradeId").asString()).isEqualTo("T1");
  }

  @Test
  void valuesAreShownOnlyWithTheKey() {
    String[] lines = {"--exec X10", "--order O10", "--client client-10", "--trade T1"};
    for (String line : lines) {
      assertThat(done("dropcopy show " + line).out())
          .contains("VALUES         sealed")
          .doesNotContain("3000.25")
          .doesNotContain("WETH");
      assertThat(done("dropcopy show " + line + key).out()).contains("3000.25").contains("WETH");
    }
    CommandLineRun none = run("dropcopy show --exec X99");
    assertThat(none.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(none.err()).isEqualTo("no record has this id\n");
  }

  @Test
  void anotherKeyOpensNothing() {
    done("keys compliance --out " + data.resolve("stranger"));
    CommandLineRun run =
        run("dropcopy show --trade T1 --key " + data.resolve("stranger/compliance.key"));
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.out() + run.err()).doesNotContain("3000.25");
  }

  @Test
  void theDailyReportComesInFourFormsAndAShieldedTradeStaysSealed() throws Exception {
    String table = done("report daily" + DAY + key).out();
    assertThat(table).startsWith("Trades of 2026-11-20 (UTC)").contains("3000.25", "sealed");
    assertThat(done("report daily" + DAY).out()).doesNotContain("3000.25");
    JsonNode json = done("report daily --json" + DAY + key).json();
    assertThat(json.get("sides").size()).isEqualTo(3);
    assertThat(json.get("totals").size()).isEqualTo(2);
    assertThat(done("report daily --format xml" + DAY + key).out()).contains("<tradeReport");
    Path file = data.resolve("report.csv");
    done("report daily --format csv --out " + file + DAY + key);
    assertThat(Files.readString(file)).startsWith("tradeDate,tradeId").contains("3000.25");
  }

  @Test
  void aChangedRecordIsFoundAtItsPlace() throws Exception {
    String head = done("dropcopy verify --json").json().get("head").asString();
    venue.close();
    change("UPDATE drop_copy_record SET participant = 'OTHER' WHERE record_no = 2");
    CommandLineRun run = run("dropcopy verify --offline --json");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.NOT_VERIFIED);
    assertThat(run.json().get("whole").booleanValue()).isFalse();
    assertThat(run.json().get("breakAt").asLong()).isEqualTo(2);
    assertThat(run.json().get("breakKind").asString()).isEqualTo("CHANGED");
    assertThat(run("dropcopy verify --offline --anchor " + head).exitCode())
        .isEqualTo(ExitCodes.NOT_VERIFIED);
  }

  @Test
  void anEarlierHeadShowsThatTheChainIsStillTheSame() {
    String head = done("dropcopy verify --json").json().get("head").asString();
    assertThat(done("dropcopy verify --anchor " + head).out()).contains("WHOLE    yes");
    String other = head.substring(0, head.lastIndexOf(':') + 1) + "0".repeat(64);
    assertThat(run("dropcopy verify --anchor " + other).exitCode())
        .isEqualTo(ExitCodes.NOT_VERIFIED);
  }

  @Test
  void anOfficersKeysAreMadeOnce() throws Exception {
    Path folder = data.resolve("keys");
    CommandLineRun made = done("keys compliance --json --out " + folder);
    assertThat(made.json().get("fingerprint").asString()).hasSize(32);
    assertThat(Files.getPosixFilePermissions(folder.resolve("compliance.key")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    CommandLineRun again = run("keys compliance --out " + folder);
    assertThat(again.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(again.err()).contains("must not exist");
  }

  private void change(String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection(venue.store.jdbcUrl(), venue.store.user(), "");
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER drop_copy_record_append_only");
      statement.execute(sql);
    }
  }
}
