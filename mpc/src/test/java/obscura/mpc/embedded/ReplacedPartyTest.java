package obscura.mpc.embedded;

import static obscura.mpc.embedded.PartyProcesses.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HexFormat;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.PartyHealth;
import obscura.mpc.api.Vector;
import obscura.mpc.net.TestPki;
import obscura.mpc.process.SmallBatches;
import obscura.mpc.remote.RemoteEngine;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody else takes over party 1, at another machine, with another key and nothing in the store,
 * while the venue and the two others stay up.
 */
class ReplacedPartyTest {
  private static final int PARTY = 1;
  private static final Roster BEFORE = named(Rig.OPERATORS.roster(), "party1");
  private static final Roster AFTER = named(BEFORE, "other");

  @TempDir Path directory;
  private PartyProcesses parties;
  private RemoteEngine engine;
  private int orders;

  private static Roster named(Roster roster, String certificate) {
    Entry key = new Entry.Key(Entry.Role.PARTY, Integer.toString(PARTY), sha256(certificate));
    return Rig.OPERATORS.signed(roster.with(key), PARTY, 2);
  }

  private static String sha256(String name) {
    try (InputStream in = Files.newInputStream(TestPki.folder().resolve(name + ".pem"))) {
      byte[] certificate =
          CertificateFactory.getInstance("X.509").generateCertificate(in).getEncoded();
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    parties =
        new PartyProcesses(directory, "malicious", Rig.OPERATORS.text(BEFORE), SmallBatches.class);
    for (int party = 0; party < 3; party++) {
      parties.launch(party);
    }
    for (int party = 0; party < 3; party++) {
      parties.await(party);
    }
    engine =
        new RemoteEngine(
            parties.doors(), parties.venue(), Rig.GATEWAY, Duration.ofSeconds(10), Mode.MALICIOUS);
  }

  @AfterEach
  void stop() {
    engine.close();
    parties.close();
  }

  private record Ordered(Handle handle, Outcome.Matched outcome) {}

  private Ordered order(String firm, Vector vector) throws InterruptedException {
    int number = ++orders;
    Handle handle =
        patiently(() -> engine.put(Rig.order(firm, number, Lifetime.RESTS, vector)).join());
    Job job = new Job.AddOrder(number, handle);
    return new Ordered(handle, (Outcome.Matched) patiently(() -> engine.execute(job).join()));
  }

  private Vector value(String owner, Handle handle) throws InterruptedException {
    return patiently(() -> new Rig(directory, engine).value(owner, handle));
  }

  @Test
  void theNewOneGetsItsStateWithProofAndOrdersThatRestedAreMet() throws Exception {
    Ordered resting = order("SELLER", Rig.sell(9, 100));
    Ordered first = order("BUYER", Rig.buy(4, 100));
    assertThat(first.outcome().fills()).hasSize(1);

    parties.kill(PARTY);
    Files.writeString(parties.roster(), Rig.OPERATORS.text(AFTER));
    parties.pin(PARTY, "other");
    parties.launch(PARTY, "other", "replacement");
    parties.await(PARTY);
    assertThatThrownBy(() -> engine.replaceParty(PARTY, Rig.OPERATORS.text(BEFORE)).join())
        .as("a roster that names the old certificate")
        .hasCauseInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("key party 1 " + sha256("other"));
    long epoch = patiently(() -> engine.replaceParty(PARTY, Rig.OPERATORS.text(AFTER)).join());

    assertThat(engine.health().join())
        .extracting(PartyHealth::epoch, PartyHealth::executed)
        .containsOnly(tuple(epoch, 2L));
    assertThat(value("SELLER", resting.handle())).isEqualTo(Rig.sell(9, 100));
    Outcome.Matched second = order("BUYER", Rig.buy(5, 101)).outcome();
    assertThat(second.fills()).extracting(Outcome.Fill::contra).containsExactly(resting.handle());
    assertThat(second.fills().getFirst().contraDone()).isTrue();
    assertThat(value("SELLER", second.fills().getFirst().fill()).quantity()).isEqualTo(5);
    assertThat(log("mpc-0")).contains("party 1 gets all up to job 2 from the others");

    theOldOneIsNotTakenBack();
  }

  /** With its key and its store, as whoever kept a copy of the machine might. */
  private void theOldOneIsNotTakenBack() throws Exception {
    parties.kill(PARTY);
    parties.launch(PARTY, "party1", "mpc-1");
    parties.await(PARTY);
    assertThatThrownBy(() -> engine.put(Rig.order("A", 99, Lifetime.RESTS, Rig.sell(1, 1))).join())
        .hasCauseInstanceOf(MpcUnavailableException.class);
    parties.kill(PARTY);
    parties.launch(PARTY, "other", "replacement");
    parties.await(PARTY);
    assertThat(order("SELLER", Rig.sell(1, 100)).outcome().resting()).isTrue();
  }

  private String log(String data) throws IOException {
    return Files.readString(directory.resolve(data + ".log"));
  }
}
