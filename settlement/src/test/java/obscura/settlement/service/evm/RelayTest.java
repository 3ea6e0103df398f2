package obscura.settlement.service.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.settlement.crypto.Hash;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.TradeState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;

/** A private relay takes all transactions; when it is down, nothing goes to the public pool. */
class RelayTest {
  private static final Credentials IDENTITY =
      Credentials.create(ECKeyPair.create(new BigInteger(1, Hash.sha256(Hash.utf8("relay")))));

  @ParameterizedTest
  @EnumSource
  void whenTheRelayIsDownNothingLeaksAndWhenItIsBackTheTradeSettles(FlashbotsRelay.Mode mode) {
    try (AnvilScene scene = new AnvilScene(1);
        LocalRelay relay = new LocalRelay(scene.anvil, IDENTITY.getAddress())) {
      scene.reachedBy(
          AnvilScene.connection(
              Optional.of(new EvmConnection.Relay(relay.address(), IDENTITY, mode))),
          List.of(scene.anvil.service()));
      relay.down = true;
      scene.submit(1);
      scene.sent();
      scene.rounds(3);
      assertThat(publicPool(scene)).isEmpty();
      assertThat(scene.alerted(Alert.Kind.UNREACHABLE)).isTrue();
      relay.down = false;
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
      assertThat(relay.taken).hasPositiveValue();
      assertThat(relay.refused).as("signatures that did not hold").hasValue(0);
    }
  }

  private static Map<?, ?> publicPool(AnvilScene scene) {
    return (Map<?, ?>) ((Map<?, ?>) scene.anvil.ask("txpool_content")).get("pending");
  }
}
