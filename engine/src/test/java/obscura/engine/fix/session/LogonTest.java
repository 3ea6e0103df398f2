package obscura.engine.fix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules of engagement 1.2 to 1.4 and 1.7, told from the client's side. */
class LogonTest {
  @TempDir Path folder;
  private TestVenue venue;

  @BeforeEach
  void open() {
    venue = new TestVenue(folder);
  }

  @AfterEach
  void close() {
    venue.close();
  }

  @Test
  void aPlainLogonIsAnsweredWithStandardFieldsAlone() throws Exception {
    try (Wire desk = venue.connect("DESK1")) {
      String answer = desk.logon().hear();
      assertThat(answer)
          .contains("|35=A|34=1|49=VENUE|")
          .contains("|56=DESK1|98=0|108=30|383=65536|");
      assertThat(answer).doesNotContain("|8013=").doesNotContain("|9406=").doesNotContain("|789=");
      assertThat(venue.nextEvent()).isEqualTo("logon DESK1 cod=true");
    }
  }

  @Test
  void whatTheClientAskedForIsEchoed() throws Exception {
    try (Wire desk = venue.connect("DESK1")) {
      String answer = desk.logon("8013=N", "9406=Y", "464=Y", "789=1").hear();
      assertThat(answer).contains("|8013=N|").contains("|9406=Y|").contains("|464=Y|");
      assertThat(answer).contains("|789=2|");
      assertThat(venue.nextEvent()).isEqualTo("logon DESK1 cod=false");
    }
  }

  @Test
  void everyRefusalHasItsTextAndChangesNothing() throws Exception {
    refused("AUTH", desk -> desk.sayRaw(frame("35=A|34=1|49=NOBODY|52=%s|56=VENUE|98=0|108=30|")));
    refused("AUTH", desk -> desk.sayRaw(frame("35=A|34=1|49=DESK1|52=%s|56=OTHER|98=0|108=30|")));
    refused("AUTH", desk -> desk.logon("553=x", "554=secret"));
    venue.clock.pass(Duration.ofMinutes(2));
    refused("HEARTBT", desk -> desk.say("35=A|98=0|108=4"));
    refused("HEARTBT", desk -> desk.say("35=A|98=0|108=61"));
    refused("SEQ-RESET-REFUSED", desk -> desk.logon("141=Y"));
    refused("LOGON-INVALID 371=98", desk -> desk.say("35=A|98=1|108=30"));
    venue.clock.pass(Duration.ofMinutes(2));
    refused("SEQ-LOW", desk -> desk.logon("789=7"));
    refused("LOGON-INVALID 371=44 373=2", desk -> desk.logon("44=1"));
    assertThat(venue.events).isEmpty();
  }

  @Test
  void aClockThatIsSixSecondsOffIsRefusedAndFiveIsNot() throws Exception {
    SteppedClock late = new SteppedClock(venue.clock.instant().minusSeconds(6));
    try (Wire desk = new Wire(venue.gateway().port(SessionKind.TRADE), "DESK1", late)) {
      assertThat(desk.logon().hear()).contains("|58=CLOCK|");
    }
    SteppedClock nearly = new SteppedClock(venue.clock.instant().minusSeconds(5));
    try (Wire desk = new Wire(venue.gateway().port(SessionKind.TRADE), "DESK1", nearly)) {
      desk.loggedOn();
    }
  }

  @Test
  void theClockIsJudgedBeforeSequenceNumbers() throws Exception {
    SteppedClock late = new SteppedClock(Instant.EPOCH);
    try (Wire desk = new Wire(venue.gateway().port(SessionKind.TRADE), "DESK1", late)) {
      assertThat(desk.logon("141=Y", "789=99").hear()).contains("|58=CLOCK|");
    }
  }

  @Test
  void aCopiedLogonIsRefused() throws Exception {
    String logon = frame("35=A|34=1|49=DESK1|52=%s|56=VENUE|98=0|108=3|");
    try (Wire desk = venue.connect("DESK1")) {
      assertThat(desk.sayRaw(logon).hear()).contains("|58=HEARTBT|");
    }
    try (Wire thief = venue.connect("DESK1")) {
      assertThat(thief.sayRaw(logon).hear()).contains("|58=AUTH|");
    }
  }

  @Test
  void aMakerCannotLogOnWhereTakersDo() throws Exception {
    try (Wire maker = new Wire(venue.gateway().port(SessionKind.TRADE), "MAKER1", venue.clock)) {
      assertThat(maker.logon().hear()).contains("|58=AUTH|");
    }
  }

  @Test
  void aSecondConnectionIsRefusedAndTheFirstGoesOn() throws Exception {
    try (Wire first = venue.connect("DESK1").loggedOn();
        Wire second = venue.connect("DESK1")) {
      venue.clock.pass(Duration.ofMillis(1));
      assertThat(second.logon().hear()).contains("|58=ALREADY-CONNECTED|");
      assertThat(first.untilAnswered("still-here")).isEmpty();
    }
  }

  @Test
  void aSecondLogonInsideTheSessionEndsIt() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      assertThat(desk.logon("141=Y").hear()).contains("|58=ALREADY-CONNECTED|");
    }
  }

  @Test
  void fiveFailuresMakeTheAddressWaitAMinute() throws Exception {
    for (int i = 0; i < 5; i++) {
      venue.clock.pass(Duration.ofSeconds(1));
      try (Wire desk = venue.connect("DESK1")) {
        assertThat(desk.say("35=A|98=0|108=1").hear()).contains("|58=HEARTBT|");
      }
    }
    try (Wire desk = venue.connect("DESK1")) {
      assertThat(desk.hear()).isEqualTo("closed");
    }
    venue.clock.pass(Duration.ofSeconds(61));
    try (Wire desk = venue.connect("DESK1")) {
      desk.loggedOn();
    }
  }

  @Test
  void aBarredSessionIsLoggedOutAndRefusedUntilItIsUnbarred() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      venue.gateway().bar("DESK1");
      assertThat(desk.hear()).contains("|35=5|").contains("|58=206 firm suspended|");
    }
    try (Wire desk = venue.connect("DESK1").from(2)) {
      assertThat(desk.logon().hear()).contains("|58=AUTH|");
    }
    venue.gateway().unbar("DESK1");
    venue.clock.pass(Duration.ofMillis(5));
    try (Wire desk = venue.connect("DESK1").from(2)) {
      desk.loggedOn();
    }
  }

  @Test
  void onSaturdayEveningTheVenueIsClosed() throws Exception {
    SteppedClock saturday = new SteppedClock(Instant.parse("2026-11-21T20:30:00Z"));
    try (TestVenue weekly =
            new TestVenue(
                folder.resolve("weekly"),
                saturday,
                config -> config.withHours(GatewayConfig.Hours.WEEK));
        Wire desk = weekly.connect("DESK1")) {
      assertThat(desk.logon().hear()).contains("|58=CLOSED-SESSION|");
    }
  }

  @Test
  void aPermittedResetIsAnsweredWithNumberOne() throws Exception {
    venue.mayReset = true;
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.untilAnswered("a");
    }
    try (Wire desk = venue.connect("DESK1")) {
      venue.clock.pass(Duration.ofMillis(5));
      assertThat(desk.logon("141=Y", "789=1").hear())
          .contains("|35=A|34=1|")
          .contains("|141=Y|")
          .contains("|789=2|");
    }
  }

  @Test
  void withoutTlsOnlyLoopbackAndNeverInProduction() throws Exception {
    InetAddress everywhere = InetAddress.getByName("0.0.0.0");
    GatewayConfig embedded = GatewayConfig.embedded(folder, TestVenue.key());
    assertThatThrownBy(() ->
            new GatewayConfig(
                GatewayConfig.Profile.EMBEDDED,
                "VENUE",
                everywhere,
                embedded.ports(),
                embedded.store(),
                embedded.tls(),
                embedded.hours(),
                embedded.throttles(),
                true))
        .hasMessage("fix.address is 0.0.0.0; without TLS it must be loopback");
    assertThatThrownBy(() ->
            new GatewayConfig(
                GatewayConfig.Profile.PRODUCTION,
                "VENUE",
                embedded.address(),
                embedded.ports(),
                embedded.store(),
                embedded.tls(),
                embedded.hours(),
                embedded.throttles(),
                false))
        .hasMessage("fix.tls is missing; profile production requires it");
  }

  private void refused(String text, Consumer<Wire> logon) throws Exception {
    venue.clock.pass(Duration.ofMillis(1));
    SessionView before = venue.view("DESK1");
    try (Wire desk = venue.connect("DESK1")) {
      logon.accept(desk);
      assertThat(desk.hear()).contains("|35=5|").contains("|58=" + text + "|");
      assertThat(desk.hear()).isEqualTo("closed");
    }
    assertThat(venue.view("DESK1")).isEqualTo(before);
  }

  private String frame(String fields) {
    return RawFix.frame(
        fields.formatted(RawFix.timestamp(venue.clock.instant())).replace('|', RawFix.SOH));
  }
}
