package obscura.settlement.service.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.TradeState;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.Web3jService;

/** Endpoints that are silent, late, or lie. */
class RpcFaultsTest {
  @Test
  void oneOfThreeEndpointsMayTimeOut() throws Exception {
    withProxies(
        3,
        (scene, proxies) -> {
          proxies.get(0).delay = Duration.ofSeconds(5);
          scene.submit(1);
          scene.comesToAnEnd();
          assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
        });
  }

  @Test
  void oneOfThreeEndpointsMayLieAboutNoncesAndReceipts() throws Exception {
    withProxies(
        3,
        (scene, proxies) -> {
          proxies.get(1).lies = true;
          scene.submit(1);
          scene.comesToAnEnd();
          assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
          assertThat(scene.alerted(Alert.Kind.ENDPOINTS_DISAGREE)).isTrue();
          assertThat(scene.alerted(Alert.Kind.NONCE_TAKEN)).isFalse();
        });
  }

  @Test
  void ofTwoEndpointsNoneMayLieAndNothingIsDecidedUntilTheyAgree() throws Exception {
    withProxies(
        2,
        (scene, proxies) -> {
          proxies.get(1).lies = true;
          scene.submit(1);
          scene.rounds(10);
          assertThat(scene.state(1)).isNotEqualTo(Optional.of(TradeState.CONFIRMED));
          assertThat(scene.alerted(Alert.Kind.ENDPOINTS_DISAGREE)).isTrue();
          proxies.get(1).lies = false;
          scene.comesToAnEnd();
          assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
        });
  }

  @Test
  void anEndpointThatIsBlocksBehindContradictsNobody() throws Exception {
    withProxies(
        3,
        (scene, proxies) -> {
          proxies.get(2).blocksBehind = 3;
          scene.submit(1);
          scene.comesToAnEnd();
          assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
        });
  }

  @Test
  void whenAllAreGoneNothingIsDecidedAndItGoesOnWhenOneIsBack() throws Exception {
    withProxies(
        2,
        (scene, proxies) -> {
          scene.submit(1);
          scene.sent();
          proxies.forEach(proxy -> proxy.down = true);
          scene.rounds(4);
          assertThat(scene.state(1)).contains(TradeState.PENDING);
          assertThat(scene.alerted(Alert.Kind.UNREACHABLE)).isTrue();
          proxies.get(0).down = false;
          scene.reachedBy(connection(), endpoints(proxies));
          scene.comesToAnEnd();
          assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
        });
  }

  private interface Story {
    void with(AnvilScene scene, List<FaultyProxy> proxies) throws Exception;
  }

  private static EvmConnection connection() {
    return AnvilScene.connection(Optional.empty());
  }

  private static List<Web3jService> endpoints(List<FaultyProxy> proxies) {
    return proxies.stream().map(proxy -> connection().http(proxy.address())).toList();
  }

  private static void withProxies(int count, Story story) throws Exception {
    try (AnvilScene scene = new AnvilScene(1)) {
      List<FaultyProxy> proxies =
          Stream.generate(() -> FaultyProxy.before(scene.anvil.address())).limit(count).toList();
      try {
        scene.reachedBy(connection(), endpoints(proxies));
        story.with(scene, proxies);
        scene.assertSound();
      } finally {
        proxies.forEach(FaultyProxy::close);
      }
    }
  }
}
