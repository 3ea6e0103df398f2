package obscura.admin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import obscura.admin.CommandLineRun;
import obscura.admin.RunningVenue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator looks at settlements, with the drop copy of a running venue behind it. */
class SettlementCommandsTest {
  @TempDir static Path data;

  private static RunningVenue venue;

  @BeforeAll
  static void aTradeThatSettled() throws Exception {
    venue = new RunningVenue(data);
    venue.recordSettlements();
  }

  @AfterAll
  static void close() {
    venue.close();
  }

  private static CommandLineRun run(String line) {
    return CommandLineRun.of(data, line);
  }

  @Test
  void theListHasOneLineForATradeWithBothFirms() {
    CommandLineRun list = run("settlement list");
    assertThat(list.err()).isEmpty();
    assertThat(list.out().lines()).hasSize(2);
    assertThat(list.out()).containsPattern("T7 .*ALPHA BETA +FINAL .*0x1234 +42 +2/2");
    assertThat(run("settlement list --firm GAMMA").out()).doesNotContain("T7");
    assertThat(run("settlement list --state matched").out()).doesNotContain("T7");
    assertThat(run("settlement list --date 2001-01-01").out()).doesNotContain("T7");
    assertThat(run("--json settlement list --limit 1").out())
        .startsWith("[{\"trade\":\"T7\"")
        .doesNotContain("amount");
  }

  @Test
  void oneTradeIsShownStateByState() {
    CommandLineRun show = run("settlement show T7");
    assertThat(show.out()).containsPattern("T7 .*MATCHED");
    assertThat(show.out()).containsPattern("T7 .*FINAL .*5 CONFIRMED");
    CommandLineRun none = run("settlement show T8");
    assertThat(none.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(none.err()).isEqualTo("the drop copy has no trade T8\n");
  }

  @Test
  void whatCannotBeDoneIsRefusedInOneLine() {
    assertThat(run("settlement cancel T7 --yes").err()).isEqualTo("T7 is settled for good\n");
    assertThat(run("settlement retry T7 --yes").err()).isEqualTo("there is no trade T7\n");
    assertThat(run("settlement retry T7").exitCode())
        .as("nobody can be asked")
        .isEqualTo(ExitCodes.USAGE);
    assertThat(run("settlement list --limit 0").exitCode()).isEqualTo(ExitCodes.USAGE);
  }
}
