package obscura.engine.fix.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ten known weaknesses of a FIX acceptor built on the library alone, each as an attack or a
 * fault and the venue's answer. The full disk (7) is in {@link SessionStoreTest}, what reaches the
 * log (9) in {@link RedactedLogTest}.
 */
class PitfallTest {
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

  /** Pitfall 1: the answer to 141=Y may carry number 2 when the venue sends at that moment. */
  @Test
  void aLogonThatResetsIsAnsweredWithNumberOneWhateverIsSentMeanwhile() throws Exception {
    venue.mayReset = true;
    AtomicBoolean stop = new AtomicBoolean();
    Thread reports =
        Thread.ofPlatform()
            .start(() -> {
              for (long key = 0; !stop.get(); key++) {
                venue.gateway().send("DESK1", Reports.execution("e" + key), key);
              }
            });
    try {
      for (int i = 0; i < 20; i++) {
        venue.clock.pass(Duration.ofMillis(1));
        try (Wire desk = venue.connect("DESK1")) {
          assertThat(desk.logon("141=Y").hear()).contains("|35=A|34=1|").contains("|141=Y|");
        }
        await().until(() -> venue.view("DESK1").remoteAddress().isEmpty());
      }
    } finally {
      stop.set(true);
      reports.join();
    }
  }

  /** Pitfall 2: a declared length of 64 KiB and one byte, before and after logon. */
  @Test
  void aMessageDeclaredTooLongClosesTheConnectionAtItsHeader() throws Exception {
    try (Wire stranger = venue.connect("DESK1")) {
      stranger.sayRaw("8=FIX.4.4\u00019=65537\u000135=A\u0001");
      assertThat(stranger.hear()).isEqualTo("closed");
    }
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.sayRaw("8=FIX.4.4\u00019=99999999999999999999\u0001".repeat(200));
      assertThat(desk.hear()).isEqualTo("closed");
    }
    assertThat(venue.view("DESK1").nextTarget()).isEqualTo(2);
  }

  @Test
  void aMessageOfExactlyTheLargestLengthIsRead() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      int overhead =
          "35=B|34=2|49=DESK1|52=20261121-08:00:00.000|56=VENUE|148=a|33=1|58=|".length();
      desk.say("35=B|148=a|33=1|58=" + "x".repeat(FrameReader.BODY_LENGTH_MAX - overhead));
      assertThat(desk.hear()).contains("|35=j|").contains("|372=B|");
    }
  }

  /** Pitfall 3: sockets that never log on, or only drip bytes. */
  @Test
  void aSocketThatDoesNotLogOnIsClosedAfterFiveSeconds() throws Exception {
    long before = System.nanoTime();
    try (Wire silent = venue.connect("DESK1");
        Wire dripping = venue.connect("DESK2")) {
      dripping.sayRaw("8=FIX.4.4\u0001");
      assertThat(silent.hear()).isEqualTo("closed");
      assertThat(dripping.hear()).isEqualTo("closed");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofSeconds(4));
  }

  @Test
  void aFifthSocketWithoutLogonFromOneAddressIsClosedAtOnce() throws Exception {
    int port = venue.gateway().port(SessionKind.TRADE);
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < SourceWatch.UNAUTHENTICATED_PER_ADDRESS_MAX; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
      try (Wire fifth = venue.connect("DESK1")) {
        assertThat(fifth.hear()).isEqualTo("closed");
      }
      sockets.removeFirst().close();
      await()
          .untilAsserted(() -> {
            try (Wire desk = venue.connect("DESK1")) {
              venue.clock.pass(Duration.ofMillis(1));
              assertThat(desk.logon().hear()).isNotEqualTo("closed");
            }
          });
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Pitfall 4: whoever sends the first Logon would occupy the session. */
  @Test
  void aFailedLogonDoesNotKeepTheRealClientOut() throws Exception {
    SteppedClock wrong = new SteppedClock(venue.clock.instant().minusSeconds(60));
    try (Wire thief = new Wire(venue.gateway().port(SessionKind.TRADE), "DESK1", wrong)) {
      thief.logon("141=Y");
      try (Wire desk = venue.connect("DESK1")) {
        desk.loggedOn();
        assertThat(thief.hear()).contains("|58=CLOCK|");
        assertThat(desk.untilAnswered("undisturbed")).isEmpty();
      }
    }
  }

  /** Pitfall 5: what follows a gap would be queued without end. */
  @Test
  void behindAGapOnlySoMuchIsKeptAndTheRestIsAskedForAgain() throws Exception {
    int ahead = GapQueue.MESSAGES_MAX + 200;
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      for (int i = 0; i < ahead; i++) {
        desk.sayAs(3 + i, "35=0");
      }
      assertThat(desk.hear()).contains("|35=2|").contains("|7=2|16=0|");
      desk.sayAs(2, "35=0");
      desk.sayAs(3 + ahead, "35=0");
      assertThat(desk.hear())
          .contains("|35=2|")
          .contains("|7=" + (3 + GapQueue.MESSAGES_MAX) + "|16=0|");
    }
  }

  @Test
  void aGapFillToTheEndOfNumbersCostsNothing() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.sayAs(2, "35=4|36=2000000000|123=Y");
      assertThat(desk.from(2_000_000_000).untilAnswered("quick")).isEmpty();
    }
  }

  /** Pitfall 6: the answer to a ResendRequest must not hold its whole range in memory. */
  @Test
  void aLongReplayHoldsOnlyASliceInMemory() throws Exception {
    for (int i = 1; i <= 30_000; i++) {
      venue.gateway().send("DESK1", Reports.execution("e" + i), i);
    }
    long before = used();
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.say("35=2|7=1|16=0");
      for (int i = 1; i <= 30_000; i++) {
        assertThat(desk.hear()).contains("|34=" + i + "|43=Y|");
      }
    }
    assertThat(used() - before).isLessThan(64L << 20);
  }

  /** Pitfall 8: after a forced logout the library would refuse this client for good. */
  @Test
  void aClientThatWasLoggedOutMayLogOnAgain() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      venue.gateway().disconnect("DESK1", "MAINTENANCE");
      assertThat(desk.hear()).contains("|35=5|").contains("|58=MAINTENANCE|");
      desk.say("35=5");
      assertThat(desk.hear()).isEqualTo("closed");
    }
    try (Wire desk = venue.connect("DESK1").from(3)) {
      venue.clock.pass(Duration.ofMillis(1));
      desk.loggedOn();
    }
  }

  @Test
  void aClientThatIgnoresItsLogoutIsClosedAfterTwoSeconds() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      venue.gateway().disconnect("DESK1", "MAINTENANCE");
      assertThat(desk.hear()).contains("|58=MAINTENANCE|");
      assertThat(desk.hear()).isEqualTo("closed");
    }
    await().until(() -> !venue.view("DESK1").loggedOn());
  }

  /** Pitfall 10: serialising again would reorder what was signed. */
  @Test
  void signaturesAreCheckedOverTheBytesThatCame() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      desk.say("35=D|55=WETH-USDC|11=z9|60=20261121-08:00:00.000|40=2|38=2|54=1|44=1.5");
      Inbound inbound = venue.next();
      String order = "55=WETH-USDC\u000111=z9\u000160=20261121-08:00:00.000\u000140=2\u0001";
      assertThat(inbound.message().toRawString()).contains(order);
      assertThat(inbound.message().toString()).doesNotContain(order);
    }
  }

  /** A reader that does not keep up (rules of engagement 1.9). */
  @Test
  void aSlowReaderIsDroppedAndRecoversByResend() throws Exception {
    try (Wire desk = venue.connect("DESK1").loggedOn()) {
      assertThat(venue.nextEvent()).startsWith("logon");
      long key = 0;
      while (venue.view("DESK1").loggedOn()) {
        venue.gateway().send("DESK1", Reports.execution("e".repeat(1_000) + key), key++);
        assertThat(key).isLessThan(100_000);
      }
      String last = "";
      for (String heard = desk.hear(); !heard.equals("closed"); heard = desk.hear()) {
        last = heard;
      }
      assertThat(last).contains("|58=SLOW-CONSUMER|");
    }
    await().until(() -> venue.view("DESK1").remoteAddress().isEmpty());
    try (Wire desk = venue.connect("DESK1").from(2)) {
      venue.clock.pass(Duration.ofMillis(1));
      desk.loggedOn().say("35=2|7=2|16=2");
      assertThat(desk.hear()).contains("|34=2|43=Y|");
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
