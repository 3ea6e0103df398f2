package obscura.admin.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import obscura.admin.CommandLineRun;
import obscura.admin.RunningVenue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator hands in what owners wrote; each line has its answer. */
class NotesCommandsTest {
  @TempDir static Path data;

  private static RunningVenue venue;

  @BeforeAll
  static void open() throws Exception {
    venue = new RunningVenue(data);
  }

  @AfterAll
  static void close() {
    venue.close();
  }

  private static CommandLineRun run(String line) {
    return CommandLineRun.of(data, line);
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(data.resolve(name), text);
  }

  @Test
  void eachLineHasItsAnswerAndTheSameAgainSaysSo() throws Exception {
    Path permits = file("permits", "permit1 a\n\npermit1 b\n");
    assertThat(run("notes permit " + permits).out()).isEqualTo("taken\ntaken\n");
    CommandLineRun again = run("notes permit " + permits);
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).isEqualTo("nothing changed\nnothing changed\n");
  }

  @Test
  void aLineThatIsWrongDoesNotKeepTheOthersOut() throws Exception {
    Path deposits = file("deposits", "deposit1 c\ndeposit1 wrong\ndeposit1 d\n");
    CommandLineRun run = run("--request handed-in-1 notes deposit " + deposits);
    assertThat(run.out()).isEqualTo("taken\ntaken\n");
    assertThat(run.err()).isEqualTo("it is wrong\n");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
  }

  @Test
  void keysAreTakenWithTheDigestThatTheOwnerTold() throws Exception {
    Path keys = file("keys", "obscura-sealed-keys 1 TEST\nbox 0 A=\n");
    CommandLineRun first = run("notes keys " + keys);
    assertThat(first.err()).isEqualTo("compare the digest\n");
    assertThat(first.exitCode()).isEqualTo(ExitCodes.REFUSED);
    String digest = "0123456789abcdef".repeat(4);
    assertThat(run("notes keys " + keys + " --confirm-digest " + digest).out())
        .isEqualTo("taken\n");
    CommandLineRun mistyped = run("notes keys " + keys + " --confirm-digest 77");
    assertThat(mistyped.err()).isEqualTo("confirm must be 64 hex digits, the record's digest\n");
    assertThat(mistyped.exitCode()).isEqualTo(ExitCodes.USAGE);
  }

  @Test
  void whatIsNoFileOfAnOwnersIsRefusedInOneLine() throws Exception {
    CommandLineRun none = run("notes permit " + data.resolve("none"));
    assertThat(none.exitCode()).isEqualTo(ExitCodes.USAGE);
    assertThat(none.err()).contains("none cannot be read as a text in ASCII");
    assertThat(run("notes permit " + file("empty", "\n")).err()).contains("at least one line");
    assertThat(run("notes show NOBODY1").err()).contains("NOBODY1 is not a participant");
  }

  @Test
  void whatIsKnownOfAnOwnerIsShownWithoutAmounts() {
    assertThat(run("participant add DESK9 --firm ZETA --kind TRADE --privacy SHIELDED").exitCode())
        .isZero();
    assertThat(run("notes show DESK9").out())
        .containsPattern("note +0xab +WETH +FREE +permitted until 2026-12-31");
  }
}
