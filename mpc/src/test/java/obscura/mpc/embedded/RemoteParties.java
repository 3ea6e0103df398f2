package obscura.mpc.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import obscura.mpc.api.Mode;
import obscura.mpc.net.TestPki;
import obscura.mpc.net.Transport;
import obscura.mpc.process.PartyConfig;
import obscura.mpc.process.PartyProcess;
import obscura.mpc.remote.RemoteParty;
import obscura.mpc.share.Opening;
import obscura.mpc.venue.ThreeParties;

/**
 * Three parties that talk over real TLS on loopback, in this JVM so that a test can look into them,
 * and a venue that reaches them the same way.
 */
final class RemoteParties implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Path directory;
  private final Opening.Tally tally;
  private final List<InetSocketAddress> peers = new ArrayList<>();
  private final List<InetSocketAddress> doors = new ArrayList<>();
  final PartyProcess[] parties = new PartyProcess[3];
  private final List<RemoteParty> ports = new ArrayList<>();
  ThreeParties engine;

  RemoteParties(Path directory, Opening.Tally tally) {
    this.directory = directory;
    this.tally = tally;
    for (InetSocketAddress free : TestPki.freeAddresses(6)) {
      (peers.size() < 3 ? peers : doors).add(free);
    }
    for (int k = 0; k < 3; k++) {
      start(k);
    }
    startVenue();
  }

  void start(int party) {
    try {
      parties[party] = new PartyProcess(config(party, TestPki.transport("party" + party)), tally);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  PartyConfig config(int party, Transport transport) {
    return new PartyConfig(
        party,
        Rig.GATEWAY.instance(),
        directory.resolve("mpc-" + party),
        peers,
        doors.get(party),
        transport,
        Rig.OPERATORS.operators(),
        Optional.of(roster()),
        Optional.of(signer(party)),
        Rig.key(party),
        false,
        0,
        Mode.SEMI_HONEST,
        true);
  }

  private Path signer(int party) {
    try {
      String seed = HexFormat.of().formatHex(Rig.key(20 + party));
      return Files.writeString(directory.resolve("signer" + party), seed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path roster() {
    try {
      return Files.writeString(directory.resolve("roster"), Rig.PAPERS.roster());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void stop(int party) {
    parties[party].close();
  }

  void startVenue() {
    ports.clear();
    Transport venue = TestPki.transport("venue");
    for (int k = 0; k < 3; k++) {
      ports.add(new RemoteParty(k, doors.get(k), venue, Rig.GATEWAY.instance()));
    }
    engine =
        new ThreeParties(ports, Rig.GATEWAY, TIMEOUT, Clock.systemUTC(), tally, Mode.SEMI_HONEST);
    joined();
  }

  /** Begins an epoch as soon as all three are there; they may still be starting. */
  void joined() {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (true) {
      try {
        engine.rotateKeys().join();
        return;
      } catch (RuntimeException away) {
        if (deadline - System.nanoTime() < 0) {
          throw away;
        }
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As a kill of the venue would. */
  void stopVenue() {
    engine.close();
    ports.forEach(RemoteParty::close);
  }

  List<InetSocketAddress> doors() {
    return doors;
  }

  /** A rig over these parties, which ends with them. */
  static Rig rig(Path directory) {
    Rig[] rig = new Rig[1];
    RemoteParties parties = new RemoteParties(directory, (what, bits) -> rig[0].count(what, bits));
    rig[0] =
        new Rig(directory, parties.engine) {
          @Override
          public void close() {
            parties.close();
          }
        };
    return rig[0];
  }

  @Override
  public void close() {
    stopVenue();
    for (PartyProcess party : parties) {
      party.close();
    }
  }
}
