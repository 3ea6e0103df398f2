package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;
import obscura.engine.port.VenueFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged stops the venue at its start, before anybody can knock. */
class DamageTest {
  @Test
  void aDamagedSessionFileIsNamedAndNothingIsDroppedInItsPlace(@TempDir Path data)
      throws Exception {
    try (LocalVenue venue = new LocalVenue(data);
        Line desk = venue.taker("DESK1").loggedOn("8013=N")) {
      desk.say("35=D|11=a|55=WETH-USDC|54=1|60=now|38=1|40=2|44=3000|59=0");
      desk.await("35=8", "150=0", "11=a");
    }
    Path file = data.resolve("fix").resolve("DESK1.session");
    byte[] whole = Files.readAllBytes(file);
    byte[] damaged = whole.clone();
    damaged[20] ^= 1;
    Files.write(file, damaged);

    try (CapturedLog log = new CapturedLog()) {
      assertThatThrownBy(() -> new LocalVenue(data))
          .isInstanceOf(VenueFault.class)
          .hasMessageContaining("the session of DESK1 cannot be used: the session file " + file)
          .hasMessageContaining("is damaged")
          .message()
          .hasLineCount(1);
      assertThat(log.text()).contains("the venue stops: the session of DESK1");
    }

    Files.write(file, whole);
    try (LocalVenue venue = new LocalVenue(data);
        Line desk = venue.taker("DESK1").from(3).loggedOn("8013=N")) {
      desk.say("35=H|11=a|55=WETH-USDC|54=1");
      assertThat(desk.await("35=8", "150=I").get(39)).isEqualTo("0");
    }
  }

  /** Copies the log's folder as a backup would, with the venue stopped. */
  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void aLogThatIsOlderThanWhatClientsWereToldIsRefused(@TempDir Path folder) throws Exception {
    Path data = folder.resolve("data");
    new LocalVenue(data).close();
    copy(data.resolve("log"), folder.resolve("backup"));
    try (LocalVenue venue = new LocalVenue(data);
        Line desk = venue.taker("DESK1").loggedOn("8013=N")) {
      desk.say("35=D|11=a|55=WETH-USDC|54=1|60=now|38=1|40=2|44=3000|59=0");
      desk.await("35=8", "150=0", "11=a");
    }
    Files.move(data.resolve("log"), folder.resolve("newer"));
    copy(folder.resolve("backup"), data.resolve("log"));
    assertThatThrownBy(() -> new LocalVenue(data))
        .isInstanceOf(VenueFault.class)
        .message()
        .matches(
            "dropcopy has event [0-9]+, but the log ends with event [0-9]+: an older log was put"
                + " back; see docs/runbook.md, \"An older log\"");

    Files.move(data.resolve("dropcopy"), folder.resolve("dropcopy"));
    assertThatThrownBy(() -> new LocalVenue(data))
        .as("the session file remembers too")
        .isInstanceOf(VenueFault.class)
        .hasMessageStartingWith("the session of DESK1 has event ");
  }

  @Test
  void aVenueThatIsStoppedInTheMiddleOfBusinessStopsWithoutAWarning(@TempDir Path data)
      throws Exception {
    try (CapturedLog log = new CapturedLog()) {
      try (LocalVenue venue = new LocalVenue(data, Map.of("mpc.timeout", "1m"));
          Line desk = venue.taker("DESK1").loggedOn();
          Line other = venue.taker("DESK2").loggedOn()) {
        for (int i = 0; i < 20; i++) {
          desk.say("35=D|11=b" + i + "|55=WETH-USDC|54=1|60=now|38=1|40=2|44=3000|59=0");
          other.say("35=D|11=s" + i + "|55=WETH-USDC|54=2|60=now|38=1|40=2|44=3000|59=0");
        }
        desk.await("35=8", "150=F");
      }
      assertThat(log.text())
          .doesNotContain("tried again")
          .doesNotContain("trying again")
          .doesNotContain("not in the log")
          .doesNotContain("not answered")
          .doesNotContain("was not carried out")
          .doesNotContain("cannot write its session file")
          .doesNotContain("the venue stops");
    }
  }
}
