package obscura.engine.fix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Numbers, gaps and resends (rules of engagement 1.6, 1.7, 1.10). */
class SequenceTest {
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
  void anOrderArrivesWithItsBytesAsReceived() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.say("35=D|60=20261121-08:00:00.000|44=1.5|40=2|38=2|54=1|55=WETH-USDC|11=z9", "50=x");
      assertThat(desk.hear()).contains("|35=3|").contains("|371=50|").contains("|373=14|");
      desk.say("35=D|60=20261121-08:00:00.000|44=1.5|40=2|38=2|54=1|55=WETH-USDC|11=z9");
      Inbound inbound = venue.next();
      assertThat(inbound.compId()).isEqualTo("DESK1");
      assertThat(inbound.firm()).isEqualTo("ALPHA");
      assertThat(inbound.msgSeqNum()).isEqualTo(3);
      assertThat(inbound.message().toRawString())
          .contains("60=20261121-08:00:00.000\u000144=1.5\u000140=2\u0001");
    }
  }

  @Test
  void whatWasSentToAnAbsentClientIsResentWhenItComes() throws Exception {
    assertThat(venue.gateway().send("DESK1", Reports.execution("e1"), 10)).isTrue();
    assertThat(venue.gateway().send("DESK1", Reports.execution("e2"), 11)).isTrue();
    try (Wire desk = venue.connect("DESK1")) {
      assertThat(desk.logon().hear()).contains("|35=A|34=3|");
      desk.say("35=2|7=1|16=0");
      assertThat(desk.hear()).contains("|35=8|34=1|43=Y|").contains("|17=e1|").contains("|122=");
      assertThat(desk.hear()).contains("|35=8|34=2|43=Y|").contains("|17=e2|");
      assertThat(desk.hear()).contains("|35=4|34=3|43=Y|").contains("|36=4|123=Y|");
    }
  }

  @Test
  void aClientThatTellsItsNextNumberNeedNotAsk() throws Exception {
    venue.gateway().send("DESK1", Reports.execution("e1"), 10);
    try (Wire desk = venue.connect("DESK1")) {
      assertThat(desk.logon("789=1").hear()).contains("|35=A|34=2|").contains("|789=2|");
      assertThat(desk.hear()).contains("|35=8|34=1|43=Y|").contains("|17=e1|");
    }
  }

  @Test
  void requestsAndStalePricesAreNeverReplayed() throws Exception {
    venue.gateway().send("MAKER1", Reports.request("r1"), 1);
    venue.gateway().send("MAKER1", Reports.quote("q1"), 2);
    venue.gateway().send("MAKER1", Reports.execution("e1"), 3);
    venue.quotesValid = false;
    try (Wire maker = venue.connect("MAKER1").loggedOn()) {
      maker.say("35=2|7=1|16=3");
      assertThat(maker.hear()).contains("|35=4|34=1|").contains("|36=3|123=Y|");
      assertThat(maker.hear()).contains("|35=8|34=3|43=Y|");
      venue.quotesValid = true;
      maker.say("35=2|7=1|16=2");
      assertThat(maker.hear()).contains("|35=4|34=1|").contains("|36=2|123=Y|");
      assertThat(maker.hear()).contains("|35=S|34=2|43=Y|");
    }
  }

  @Test
  void aLongGapIsFilledInSlicesWithoutLosingAnything() throws Exception {
    int count = 3 * Resender.SLICE + 17;
    for (int i = 1; i <= count; i++) {
      venue.gateway().send("DESK1", Reports.execution("e" + i), i);
    }
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.say("35=2|7=1|16=0");
      for (int i = 1; i <= count; i++) {
        assertThat(desk.hear()).contains("|34=" + i + "|43=Y|").contains("|17=e" + i + "|");
      }
      assertThat(desk.hear()).contains("|35=4|").contains("|36=" + (count + 2) + "|");
    }
  }

  @Test
  void askingForTheSameAgainAndAgainEndsTheSession() throws Exception {
    venue.gateway().send("DESK1", Reports.execution("e1"), 1);
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      for (int i = 0; i < 3; i++) {
        desk.say("35=2|7=1|16=1");
        assertThat(desk.hear()).contains("|35=8|34=1|43=Y|");
      }
      desk.say("35=2|7=1|16=1");
      assertThat(desk.hear()).contains("|35=5|").contains("|58=RESEND-LOOP|");
    }
  }

  @Test
  void aResetWithoutGapFillIsRejectedAndTheSessionGoesOn() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.sayAs(2, "35=4|36=100|123=N");
      assertThat(desk.hear()).contains("|35=3|").contains("|371=123|372=4|373=5|");
      assertThat(desk.untilAnswered("on")).isEmpty();
    }
  }

  @Test
  void aNumberThatIsTooLowEndsTheSessionAndChangesNothing() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.untilAnswered("a");
      desk.sayAs(2, TestVenue.ORDER);
      assertThat(desk.hear()).contains("|35=5|").contains("|58=SEQ-LOW|");
    }
    assertThat(venue.view("DESK1").nextTarget()).isEqualTo(3);
    assertThat(venue.received).isEmpty();
  }

  @Test
  void aMessageSentMoreThanTwoMinutesAgoEndsTheSession() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      String stale = RawFix.timestamp(venue.clock.instant().minusSeconds(121));
      desk.sayRaw(
          RawFix.frame(("35=0|34=2|49=DESK1|52=" + stale + "|56=VENUE|").replace('|', RawFix.SOH)));
      assertThat(desk.hear()).contains("|35=3|").contains("|371=52|372=0|373=10|");
      assertThat(desk.hear()).contains("|35=5|");
    }
  }

  @Test
  void eachLevelOfRejectHasItsMessage() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.say("35=ZZ");
      assertThat(desk.hear()).contains("|35=3|").contains("|372=ZZ|373=11|");
      desk.say("35=V|262=m|263=0|264=0|267=1|269=0|146=1|55=WETH-USDC");
      assertThat(desk.hear()).contains("|35=j|").contains("|372=V|380=3|");
      desk.say("35=S|117=q|55=WETH-USDC");
      assertThat(desk.hear()).contains("|35=j|").contains("|372=S|380=6|");
      desk.say(TestVenue.ORDER, "7777=x");
      assertThat(desk.hear()).contains("|35=3|").contains("|371=7777|").contains("|373=0|");
      desk.say("35=D|11=|55=WETH-USDC|54=1|38=1|40=2|60=20261121-08:00:00");
      assertThat(desk.hear()).contains("|35=3|").contains("|371=11|").contains("|373=4|");
      desk.say("35=D|11=x|55=WETH-USDC|54=1|38=1e3|40=2|60=20261121-08:00:00");
      assertThat(desk.hear()).contains("|35=3|").contains("|371=38|").contains("|373=6|");
      desk.say("35=x|320=s|559=4");
      assertThat(venue.next().msgSeqNum()).isEqualTo(8);
    }
    assertThat(venue.received).isEmpty();
  }

  @Test
  void aDropCopyReaderMayOnlyAskForCopies() throws Exception {
    try (Wire drop = venue.connect("DROP1").loggedOn()) {
      drop.say(TestVenue.ORDER);
      assertThat(drop.hear()).contains("|35=j|").contains("|372=D|380=6|");
      drop.say("35=AD|568=a|569=1|263=0");
      assertThat(venue.next().msgSeqNum()).isEqualTo(3);
    }
  }

  @Test
  void actingForAnotherFirmIsRefusedUnlessAllowed() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.sayRaw(
          RawFix.frame(
              ("35=D|34=2|49=DESK1|52=%s|56=VENUE|115=OTHER|11=x|55=WETH-USDC|54=1|38=1|40=2"
                      + "|60=20261121-08:00:00|")
                  .formatted(RawFix.timestamp(venue.clock.instant()))
                  .replace('|', RawFix.SOH)));
      assertThat(desk.hear()).contains("|35=j|").contains("|380=6|");
    }
    assertThat(venue.received).isEmpty();
  }

  @Test
  void numbersAndTheLastOutputSurviveARestart() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.say(TestVenue.ORDER);
      venue.next();
      venue.gateway().send("DESK1", Reports.execution("e1"), 77);
      assertThat(desk.hear()).contains("|17=e1|");
    }
    await().until(() -> !venue.view("DESK1").loggedOn());
    venue.restart();
    assertThat(venue.gateway().lastOutput("DESK1")).isEqualTo(77);
    assertThat(venue.gateway().lastOutput("DESK2")).isEqualTo(-1);
    assertThat(venue.view("DESK1").nextSender()).isEqualTo(3);
    assertThat(venue.view("DESK1").nextTarget()).isEqualTo(3);
  }

  @Test
  void aMessageThatNeverBecameDurableIsAskedForAgainAfterACrash() throws Exception {
    venue.decideLater();
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.say(TestVenue.ORDER);
      desk.say(TestVenue.ORDER);
      venue.next();
      venue.next();
      venue.undecided.get(1).complete(null);
      assertThat(desk.untilAnswered("goes on in memory")).isEmpty();
    }
    await().until(() -> !venue.view("DESK1").loggedOn());
    venue.restart();
    assertThat(venue.view("DESK1").nextTarget()).isEqualTo(2);
    try (Wire desk = venue.connect("DESK1").from(5)) {
      venue.clock.pass(Duration.ofMillis(1));
      assertThat(desk.logon().hear()).contains("|35=A|");
      assertThat(desk.hear()).contains("|35=2|").contains("|7=2|16=0|");
    }
  }

  @Test
  void onceAllBeforeItAreDurableTheNumberIsKept() throws Exception {
    venue.decideLater();
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.say(TestVenue.ORDER);
      desk.say(TestVenue.ORDER);
      venue.next();
      venue.next();
      venue.undecided.get(1).complete(null);
      venue.undecided.get(0).complete(null);
    }
    await().until(() -> !venue.view("DESK1").loggedOn());
    venue.restart();
    assertThat(venue.view("DESK1").nextTarget()).isEqualTo(4);
  }

  @Test
  void aMessageTheVenueCouldNotCarryOutIsAskedForAgainAtOnce() throws Exception {
    venue.decideLater();
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.say(TestVenue.ORDER);
      venue.next();
      venue.undecided.get(0).completeExceptionally(new IllegalStateException("no log"));
      assertThat(desk.hear()).contains("|35=5|").contains("|58=APPLICATION-FAILED|");
      desk.say("35=5");
      assertThat(desk.hear()).isEqualTo("closed");
    }
    await().until(() -> venue.view("DESK1").nextTarget() == 2);
  }

  @Test
  void theEndOfAConnectionIsToldOnce() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      assertThat(venue.nextEvent()).startsWith("logon DESK1");
      desk.say("35=5");
      assertThat(desk.hear()).contains("|35=5|");
      assertThat(desk.hear()).isEqualTo("closed");
    }
    assertThat(venue.nextEvent()).isEqualTo("disconnect DESK1");
    await().until(() -> venue.view("DESK1").remoteAddress().isEmpty());
    assertThat(venue.events).isEmpty();
  }

  @Test
  void anOperatorCanRestartAndSetNumbers() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      venue.gateway().resetSequence("DESK1");
      assertThat(desk.hear()).contains("|35=5|").contains("|58=CLOSED-SESSION|");
      desk.say("35=5");
      assertThat(desk.hear()).isEqualTo("closed");
    }
    await().until(() -> venue.view("DESK1").nextSender() == 1);
    venue.gateway().setSequence("DESK1", 50, 60);
    try (Wire desk = venue.connect("DESK1").from(60)) {
      assertThat(desk.logon().hear()).contains("|35=A|34=50|");
    }
  }
}
