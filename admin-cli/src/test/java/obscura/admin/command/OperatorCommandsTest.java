package obscura.admin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import obscura.admin.CommandLineRun;
import obscura.admin.RunningVenue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OperatorCommandsTest {
  @TempDir static Path data;

  private static RunningVenue venue;

  @BeforeAll
  static void open() throws Exception {
    venue = new RunningVenue(data);
    assertThat(run("participant add DESK1 --firm FIRM1 --kind TRADE").exitCode()).isZero();
    assertThat(run("participant add MAKER1 --firm FIRM2 --kind maker").exitCode()).isZero();
    assertThat(
            run("instrument add WETH-USDC --chain eip155:1 --asset eip155:1/slip44:60"
                    + " --tick 0.01 --lot 0.001")
                .exitCode())
        .isZero();
  }

  @AfterAll
  static void close() {
    venue.close();
  }

  private static CommandLineRun run(String line) {
    return CommandLineRun.of(data, line);
  }

  /** Each verb in an order in which it has something to do. */
  @Test
  void everyVerbIsCarriedOut() {
    String[] lines = {
      "participant list",
      "participant show DESK1",
      "participant suspend DESK1 --yes",
      "participant resume DESK1",
      "maker whitelist add MAKER1",
      "maker whitelist list",
      "maker whitelist remove MAKER1",
      "mode permissionless",
      "mode permissioned",
      "instrument list",
      "instrument halt WETH-USDC",
      "instrument resume WETH-USDC",
      "session list",
      "session disconnect DESK1",
      "session set-seq DESK1 --sender 7 --target 9",
      "session reset DESK1 --yes",
      "kill-switch on --yes",
      "kill-switch off",
      "order list",
      "ledger deposit FIRM1 USDC 1000000.50 --reference wire-17 --yes",
      "ledger balances",
      "ledger balances --firm FIRM1",
      "ledger entries --firm FIRM1",
      "ledger reconcile",
      "mpc status",
      "mpc bench",
      "mpc rotate-keys",
      "status"
    };
    for (String line : lines) {
      CommandLineRun run = run(line);
      assertThat(run.exitCode()).as(line + ": " + run.err()).isZero();
      assertThat(run.out()).as(line).isNotBlank();
      assertThat(run.err()).as(line).isEmpty();
    }
  }

  @Test
  void peopleSeeTables() {
    assertThat(run("participant list").out())
        .startsWith(
            """
            PARTICIPANT  FIRM   KIND   PRIVACY    SUSPENDED  WHITELISTED
            DESK1        FIRM1  TRADE  COMPLIANT  no         no
            """);
    assertThat(run("participant show MAKER1").out()).contains("KIND         MAKER\n");
  }

  @Test
  void whatAFirmHandedOverIsOnItsAccountOnce() {
    String line = "ledger deposit FIRM1 WETH 12.5 --reference transfer-9 --yes";
    assertThat(run(line).out()).isEqualTo("12.5 WETH deposited to FIRM1, reference transfer-9\n");
    assertThat(run(line).out()).endsWith(": done before, nothing changed\n");
    CommandLineRun other = run("ledger deposit FIRM1 WETH 13 --reference transfer-9 --yes");
    assertThat(other.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run("ledger balances --firm FIRM1").out()).containsPattern("FIRM1 +WETH +12.5 +0\n");
    assertThat(run("ledger entries --firm FIRM1").out()).contains("transfer-9");
    assertThat(run("ledger deposit FIRM1 WETH 0 --reference zero --yes").err())
        .isEqualTo("amount must be above 0\n");
    assertThat(run("ledger deposit FIRM1 WETH 1 --reference unasked").exitCode())
        .as("nobody can be asked")
        .isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void rotatedKeysAreAnEpochThatAllThreeAreIn() {
    long before = epoch(0);
    assertThat(run("mpc rotate-keys").out()).matches("the parties have new keys: epoch \\d+\n");
    assertThat(epoch(0)).isGreaterThan(before).isEqualTo(epoch(1)).isEqualTo(epoch(2));
    assertThat(run("mpc status").out()).startsWith("PARTY  ANSWERS  EPOCH");
  }

  @Test
  void thePartiesSealNothingForAnAuditorWhomTheyDoNotKnow() {
    CommandLineRun refused = run("mpc seal-for " + "ab".repeat(32) + " FRIEND");
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(refused.err()).startsWith("NOT_ENTITLED: ");
    assertThat(run("mpc seal-for nonsense FRIEND").exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void withoutASelectionThereIsNoTranscript() {
    CommandLineRun none = run("rfq transcript R1 --maker MAKER1");
    assertThat(none.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(none.err()).contains("nothing was selected for request R1");
    assertThat(run("rfq transcript 17").err()).contains("such as R1A, not 17");
  }

  private long epoch(int party) {
    return run("mpc status --json").json().get("parties").get(party).get("epoch").longValue();
  }

  @Test
  void programsGetJson() {
    JsonNode instruments = run("instrument list --json").json();
    assertThat(instruments.isArray()).isTrue();
    assertThat(instruments.get(0).get("tick").asString()).isEqualTo("0.01");
    assertThat(run("status --json").json().get("trading").asString()).isEqualTo("OPEN");
    JsonNode act = run("--json mode permissioned --request the-id-of-mine").json();
    assertThat(act.get("done").booleanValue()).isTrue();
    assertThat(act.get("request").asString()).isEqualTo("the-id-of-mine");
  }

  @Test
  void aRefusalIsOneLineAndExitCode1() {
    CommandLineRun again = run("participant add DESK1 --firm FIRM1 --kind TRADE --json");
    assertThat(again.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(again.err()).isEqualTo("DESK1 exists already\n");
    assertThat(again.json().get("done").booleanValue()).isFalse();
    assertThat(run("session disconnect NOBODY").exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run("participant show NOBODY").err()).isEqualTo("NOBODY is not a participant\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "participant",
        "participant add DESK9",
        "participant add DESK9 --firm F --kind KING",
        "participant show lower",
        "mode both",
        "session set-seq DESK1 --sender x --target 1",
        "session set-seq DESK1 --sender 0 --target 1",
        "order cancel 17 --yes",
        "status --request short",
        "dropcopy show",
        "dropcopy show --exec X1 --order O1",
        "dropcopy verify --anchor nonsense",
        "dropcopy verify --db jdbc:oracle:x",
        "report daily --date yesterday"
      })
  void whatMakesNoSenseIsExitCode2(String line) {
    CommandLineRun run = run(line);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCodes.USAGE);
    assertThat(run.err()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({
    "participant suspend DESK1,DESK1 can trade no longer and its session ends. Go on? [y/N] ",
    "session reset DESK1,"
        + "'Both sequence numbers of DESK1 restart at 1, and nothing sent can be resent. Go on?"
        + " [y/N] '",
    "order cancel O1A,Order O1A is cancelled. Go on? [y/N] "
  })
  void whatCannotBeUndoneIsAskedFirst(String line, String question) {
    CommandLineRun no = CommandLineRun.answering("n", data, line);
    assertThat(no.asked()).hasValue(question.stripTrailing() + " ");
    assertThat(no.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(no.err()).isEqualTo("nothing was done\n");
    CommandLineRun nobody = run(line);
    assertThat(nobody.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(nobody.err()).contains("this cannot be undone: without a terminal it needs --yes");
    assertThat(run("participant show DESK1 --json").json().get("suspended").booleanValue())
        .isFalse();
  }

  @Test
  void aPriceThatCannotBeTakenIsRefusedWithTheReason() {
    String signature = "ab".repeat(64);
    CommandLineRun unlisted = run("oracle post price 1 TEST 77 100 1 FEED " + signature);
    assertThat(unlisted.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(unlisted.err()).contains("instrument 77 is not listed, or halted");
    CommandLineRun unsigned = run("oracle post price 1 TEST 77 100 1 FEED");
    assertThat(unsigned.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(unsigned.err()).contains("a signed price is: price 1 INSTANCE INSTRUMENT TICKS");
  }

  @Test
  void theKillSwitchTellsWhatBecomesOfOpenOrdersAndCancelsThemIfTold() throws Exception {
    run("participant add DESK5 --firm FIRM5 --kind TRADE");
    venue.submitOrder("DESK5", "dark-1");
    CommandLineRun keep = CommandLineRun.answering("n", data, "kill-switch on");
    assertThat(keep.asked().orElseThrow())
        .startsWith("All trading stops: nothing new is accepted, 0 open requests end, 1 open ")
        .contains("orders stay.");
    assertThat(run("status --json").json().get("trading").asString()).isEqualTo("OPEN");
    CommandLineRun cancel = CommandLineRun.answering("y", data, "kill-switch on --orders cancel");
    assertThat(cancel.asked().orElseThrow()).contains("1 open orders are cancelled.");
    assertThat(cancel.out())
        .isEqualTo("trading halted; open requests ended, 1 orders are being cancelled\n");
    assertThat(run("kill-switch off").out()).isEqualTo("trading resumed\n");
    CommandLineRun orders = run("order list");
    assertThat(orders.out()).contains("dark-1").doesNotContain("WETH");
  }

  @Test
  void withoutAVenueNobodyAnswers(@TempDir Path empty) {
    CommandLineRun run = CommandLineRun.of(empty, "status");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.NOT_REACHABLE);
    assertThat(run.err())
        .isEqualTo(
            "no venue runs on %s: no file %s\n".formatted(empty, empty.resolve("admin/endpoint")));
    assertThat(CommandLineRun.of(data, "status --url https://127.0.0.1:1").exitCode())
        .isEqualTo(ExitCodes.NOT_REACHABLE);
  }

  @Test
  void theServersOwnCertificateIsNoOperators() {
    CommandLineRun run = run("status --client-key " + data.resolve("admin/server.p12"));
    assertThat(run.exitCode()).isEqualTo(ExitCodes.NOT_REACHABLE);
    assertThat(run.err()).contains("certificate").doesNotContain("does not answer");
  }

  @Test
  void theCompletionScriptKnowsEveryGroup() {
    assertThat(run("completion").out())
        .contains("complete -F")
        .contains("participant", "whitelist", "kill-switch", "dropcopy", "set-seq");
  }
}
