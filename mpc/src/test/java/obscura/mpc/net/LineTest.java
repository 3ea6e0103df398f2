package obscura.mpc.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets a line and who does not; what lines carry, and when they give up. */
@Timeout(120)
class LineTest {
  private static final InetSocketAddress ANYWHERE =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final String INSTANCE = "TEST";

  private final BlockingQueue<Sockets.Arrived> guests = new ArrayBlockingQueue<>(8);
  private Porch porch;
  private PeerLines[] lines = new PeerLines[0];

  /** Party 0's door for the venue. */
  private void open(Transport transport) throws IOException {
    Hello expected = new Hello(INSTANCE, Transport.VENUE, 0, 0);
    porch = new Porch(ANYWHERE, transport, expected, guests::add);
    porch.open();
  }

  @AfterEach
  void stop() {
    if (porch != null) {
      porch.close();
    }
    for (PeerLines one : lines) {
      one.close();
    }
  }

  private Line dial(Transport transport, Hello hello) throws IOException {
    InetSocketAddress address =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), porch.port());
    return Sockets.dial(address, transport, hello);
  }

  private static Hello venue(String instance, int to) {
    return new Hello(instance, Transport.VENUE, to, 0);
  }

  @Test
  void theVenueWithItsPinnedCertificateGetsALine() throws Exception {
    open(TestPki.transport("party0"));
    Line line = dial(TestPki.transport("venue"), venue(INSTANCE, 0));
    Sockets.Arrived guest = guests.poll(10, TimeUnit.SECONDS);
    assertThat(guest.hello().from()).isEqualTo(Transport.VENUE);
    assertThat(guest.line().peer()).isEqualTo(Transport.VENUE);
    line.cut();
    guest.line().cut();
  }

  @Test
  void aCertificateThatIsNotPinnedGetsNone() throws Exception {
    open(TestPki.transport("party0"));
    assertThatThrownBy(() -> dial(TestPki.transport("other"), venue(INSTANCE, 0)))
        .isInstanceOf(IOException.class);
    assertThat(guests).isEmpty();
  }

  @Test
  void aPartyCannotPassForTheVenue() throws Exception {
    open(TestPki.transport("party0"));
    assertThatThrownBy(() -> dial(TestPki.transport("party1"), venue(INSTANCE, 0)))
        .isInstanceOf(LineRefusedException.class)
        .hasMessageContaining("the certificate is of party 1, not the venue");
    assertThat(guests).isEmpty();
  }

  @Test
  void whoeverDialsDoesNotTalkToAnotherThanItMeant() throws Exception {
    open(TestPki.transport("party1"));
    assertThatThrownBy(() -> dial(TestPki.transport("venue"), venue(INSTANCE, 0)))
        .isInstanceOf(IOException.class);
    assertThat(guests).isEmpty();
  }

  @Test
  void anotherInstanceOrPartyIsRefusedWithTheReason() throws Exception {
    open(TestPki.transport("party0"));
    assertThatThrownBy(() -> dial(TestPki.transport("venue"), venue("OTHER", 0)))
        .isInstanceOf(LineRefusedException.class)
        .hasMessageContaining("the venue's instance is another one");
    porch.close();
    open(new PlainTransport());
    assertThatThrownBy(() -> dial(new PlainTransport(), venue(INSTANCE, 2)))
        .isInstanceOf(LineRefusedException.class)
        .hasMessageContaining("this is party 0, not party 2");
    assertThatThrownBy(() -> dial(new PlainTransport(), new Hello(INSTANCE, 1, 0, 0)))
        .isInstanceOf(LineRefusedException.class)
        .hasMessageContaining("party 1 does not dial here");
    assertThat(guests).isEmpty();
  }

  /** Longer than any socket buffer, all three at once: nobody may wait for the other to read. */
  @Test
  void threeLongMessagesAtOnceBlockNobody() throws Exception {
    Links[] links = connected();
    int count = 1 << 20;
    CompletableFuture<?>[] rounds = new CompletableFuture<?>[3];
    for (int party = 0; party < 3; party++) {
      Links mine = links[party];
      rounds[party] =
          CompletableFuture.runAsync(
              () -> {
                long[] sent = new long[count];
                long[] received = new long[count];
                mine.start(5, 1, System.nanoTime() + TimeUnit.SECONDS.toNanos(60));
                for (int round = 0; round < 3; round++) {
                  sent[count - 1] = 10L * mine.party() + round;
                  mine.rotate(sent, received, count);
                  assertThat(received[count - 1]).isEqualTo(10L * ((mine.party() + 1) % 3) + round);
                }
              },
              task -> Thread.ofPlatform().daemon().start(task));
    }
    CompletableFuture.allOf(rounds).get(60, TimeUnit.SECONDS);
  }

  @Test
  void whoWaitsInVainGivesUpAtItsDeadlineAndTheOthersWithIt() throws Exception {
    Links[] links = connected();
    links[0].start(5, 1, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200));
    assertThatThrownBy(() -> links[0].rotate(new long[1], new long[1], 1))
        .isInstanceOf(PeerSilentException.class);
    links[2].start(5, 1, System.nanoTime() + TimeUnit.HOURS.toNanos(1));
    assertThatThrownBy(
            () -> {
              for (int round = 0; round < 3; round++) {
                links[2].rotate(new long[1], new long[1], 1);
              }
            })
        .isInstanceOf(PeerSilentException.class);
  }

  private Links[] connected() throws Exception {
    List<InetSocketAddress> addresses = TestPki.freeAddresses(3);
    lines = new PeerLines[3];
    Links[] links = new Links[3];
    CompletableFuture<?>[] ready = new CompletableFuture<?>[3];
    for (int party = 0; party < 3; party++) {
      lines[party] = new PeerLines(party, INSTANCE, addresses, TestPki.transport("party" + party));
      links[party] = lines[party].links();
    }
    for (int party = 0; party < 3; party++) {
      Links mine = links[party];
      ready[party] =
          CompletableFuture.runAsync(
              () -> mine.connect(4, System.nanoTime() + TimeUnit.SECONDS.toNanos(60)),
              task -> Thread.ofPlatform().daemon().start(task));
    }
    CompletableFuture.allOf(ready).get(60, TimeUnit.SECONDS);
    return links;
  }
}
