package obscura.engine.adapter.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.roster.Roster;
import obscura.mpc.roster.RosterText;
import obscura.mpc.seal.SealingKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A venue with the parties in its own process names their sealing keys for owners' wallets. */
class OwnRosterTest {
  @TempDir Path folder;

  @Test
  void sealingKeysAreNamedOnceAndAgainWhenOneChanges() throws Exception {
    List<OperatorKey> operators = new ArrayList<>();
    List<PartyKey> signers = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      operators.add(OperatorKey.make(folder.resolve("operator" + k)));
      signers.add(new PartyKey(new byte[PartyKey.SEED_BYTES]));
    }
    GatewayKey gateway = new GatewayKey(new byte[GatewayKey.SEED_BYTES]);
    OwnRoster own = new OwnRoster(folder.resolve("roster"), "TEST", gateway, signers, operators);
    List<String> keys = new ArrayList<>(fresh());
    own.admitSealing(keys);
    Roster first = RosterText.read(own.text()).verify(own.operators(), 0);
    for (int k = 0; k < 3; k++) {
      assertThat(first.sealingKey(k)).hasValueSatisfying(key -> assertThat(key).hasSize(32));
    }
    own.admitSealing(keys);
    assertThat(RosterText.read(own.text()).length()).isEqualTo(first.length());

    keys.set(2, fresh().getFirst());
    own.admitSealing(keys);
    Roster later = RosterText.read(own.text()).verify(own.operators(), 0);
    assertThat(later.length()).isEqualTo(first.length() + 1);
    assertThat(later.sealingKey(2).orElseThrow()).isNotEqualTo(first.sealingKey(2).orElseThrow());
  }

  private static List<String> fresh() {
    return IntStream.range(0, 3)
        .mapToObj(k -> new SealingKey(SealingKey.newSecret()).publicHex())
        .toList();
  }
}
