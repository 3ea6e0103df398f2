package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Settlement.Note;
import obscura.mpc.api.Settlement.Place;
import obscura.mpc.api.Settlement.Proved;
import obscura.mpc.api.Settlement.SignBatch;
import obscura.mpc.note.SignerKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A batch is proved; then one party loses all that it had, also its key, and is asked to sign. */
class BatchEvidenceTest {
  private static final BigInteger MUCH = BigInteger.TEN.pow(18);

  @TempDir Path directory;

  private Handle proved(SettlementRig venue) {
    Note base = venue.deposit("A", true, MUCH);
    Note quote = venue.deposit("B", false, MUCH);
    Handle fill = venue.fill(3, 101);
    venue.ask(venue.task(fill, List.of(base), List.of(quote)));
    List<Place> places = List.of(new Place(1, 0), new Place(2, 0));
    return ((Proved) venue.ask(new SignBatch(9, 1, 1_800_000_000L, List.of(fill), places)))
        .digest();
  }

  private static List<String> signers(Rig rig, Handle digest) {
    return rig.engine.evidence(digest).join().signatures().stream()
        .map(one -> SignerKey.signer(digest.bytes(), one.hex()))
        .toList();
  }

  @ParameterizedTest(name = "{0}, party {1}")
  @CsvSource({"SEMI_HONEST, 1", "MALICIOUS, 0", "MALICIOUS, 2"})
  void whoLostItsStateSignsAgain(Mode mode, int party) throws IOException {
    Handle digest;
    List<Evidence.Signature> before;
    try (Rig rig = mode == Mode.MALICIOUS ? Rig.malicious(directory) : new Rig(directory)) {
      digest = proved(new SettlementRig(rig, "A", "B"));
      before = rig.engine.evidence(digest).join().signatures();
      assertThat(before).extracting(Evidence.Signature::party).containsExactly(0, 1, 2);
    }
    lose(party);
    try (Rig rig = new Rig(directory, SettlementRig.engine(directory, mode))) {
      assertThat(rig.engine.evidence(digest).join().signatures()).isEqualTo(before);
    }
    lose(party);
    Files.delete(directory.resolve("settlement-" + party + ".key"));
    try (Rig rig = new Rig(directory, SettlementRig.engine(directory, mode))) {
      List<String> signers = signers(rig, digest);
      assertThat(signers).hasSize(3).doesNotHaveDuplicates().doesNotContain("");
      for (Evidence.Signature one : before) {
        String signed = SignerKey.signer(digest.bytes(), one.hex());
        assertThat(signers.contains(signed)).isEqualTo(one.party() != party);
      }
      Handle other = new Handle(digest.a(), digest.b(), digest.c(), digest.d() ^ 1);
      assertThatThrownBy(() -> rig.engine.evidence(other).join())
          .hasCauseInstanceOf(RefusedException.class);
    }
  }

  /** What an empty file after a crash does: nobody signs under a key that nobody knows. */
  @Test
  void aDamagedKeyStopsTheStartInOneLineAndTheNextStartIsFree() throws IOException {
    new Rig(directory).close();
    Path key = directory.resolve("settlement-1.key");
    String whole = Files.readString(key);
    Files.writeString(key, "");
    assertThatThrownBy(() -> new Rig(directory))
        .isInstanceOf(MpcUnavailableException.class)
        .hasMessageStartingWith(
            "the parties did not start: settlement-1.key is damaged: its 0 bytes are not");
    Files.writeString(key, whole);
    new Rig(directory).close();
  }

  private void lose(int party) throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("mpc-" + party))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
  }
}
