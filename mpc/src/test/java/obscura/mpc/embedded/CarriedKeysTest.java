package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Rule;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.api.Settlement.AdmitKeys;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.input.KeySealer;
import obscura.mpc.input.SealedPart;
import obscura.mpc.note.Wallet;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The venue carries an owner's file to its parties, in its own process or over TLS. */
class CarriedKeysTest {
  private static final Wallet WALLET = SettlementRig.wallet("A");

  @TempDir Path directory;

  private static SealedKeys sealed(List<byte[]> partyKeys) {
    return new KeySealer("TEST", partyKeys)
        .seal("A", List.of(WALLET.path()), new ShareKeys(WALLET.shareKeys()), new SecureRandom());
  }

  private static void assertCarried(MpcEngine engine, SealedKeys keys) {
    List<byte[]> turned = new ArrayList<>(keys.boxes());
    Collections.rotate(turned, 1);
    SealedKeys swapped =
        new SealedKeys(keys.instance(), keys.owner(), keys.purpose(), keys.commitments(), turned);
    assertThatThrownBy(() -> engine.putSealedKeys(swapped).join())
        .cause()
        .isInstanceOfSatisfying(
            RefusedException.class, refused -> assertThat(refused.rule()).isEqualTo(Rule.BOX));
    assertThat(admit(engine, SealedPart.handle(keys)))
        .isEqualTo(new Outcome.Refused(Rule.UNKNOWN_HANDLE));
    Handle handle = engine.putSealedKeys(keys).join();
    assertThat(handle).isEqualTo(SealedPart.handle(keys));
    assertThat(admit(engine, handle)).isEqualTo(new Outcome.Settled(new Made(true, List.of())));
  }

  private static Outcome admit(MpcEngine engine, Handle keys) {
    long next = engine.executed() + 1;
    return engine.execute(new Job.Settle(next, new AdmitKeys(keys, ""))).join();
  }

  @Test
  void toPartiesOfItsOwnProcess() {
    List<byte[]> keys =
        IntStream.range(0, 3).mapToObj(party -> Rig.sealing(party).publicKey()).toList();
    try (EmbeddedParties engine = SettlementRig.engine(directory, Mode.MALICIOUS)) {
      assertCarried(engine, sealed(keys));
    }
  }

  /** As an owner finds them: each party made its key, its operator entered it in the roster. */
  @Test
  void toPartiesElsewhereWhoseKeysTheRosterNames() throws IOException {
    try (RemoteParties parties = new RemoteParties(directory, (what, bits) -> {})) {
      Roster roster = SettlementRig.ENTRIES;
      for (int party = 0; party < 3; party++) {
        String hex = Files.readString(directory.resolve("mpc-" + party + "/sealing.pub")).strip();
        roster = roster.with(new Entry.Key(Entry.Role.SEALING, Integer.toString(party), hex));
      }
      roster = Rig.OPERATORS.signed(roster, 0, 1, 2);
      parties.engine.adopt(Rig.OPERATORS.text(roster)).join();
      Roster known = roster;
      List<byte[]> keys =
          IntStream.range(0, 3).mapToObj(k -> known.sealingKey(k).orElseThrow()).toList();
      assertCarried(parties.engine, sealed(keys));
    }
  }
}
