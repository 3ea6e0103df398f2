package obscura.settlement.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.settlement.service.core.TradeState;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator may do to a trade, and what only the chain decides. */
class InterventionsTest {
  private static final TradeId T1 = new TradeId(1);

  private final StoreDatabase database =
      StoreDatabase.open(new StoreConfig("jdbc:h2:mem:" + UUID.randomUUID(), "", ""));
  private final Scene scene = new Scene(database);

  @AfterEach
  void close() {
    database.close();
  }

  private Interventions operator() {
    return scene.service.interventions();
  }

  @Test
  void whatIsInNoBatchIsGivenUpAndNeverSettles() {
    scene.submit(1);
    assertThat(operator().cancel(T1)).contains(TradeState.INITIATED);
    assertThat(scene.state(1)).isEqualTo(TradeState.FAILED);
    scene.comesToAnEnd();
    assertThat(scene.toldOf(1)).containsExactly(SettlementState.MATCHED, SettlementState.FAILED);
    scene.assertExactlyOnce();
    assertThat(operator().cancel(T1)).contains(TradeState.FAILED);
    assertThat(scene.toldOf(1)).hasSize(2);
  }

  @Test
  void whatMayBeSignedIsLeftToTheChain() {
    scene.submit(1);
    scene.now = scene.now.plusSeconds(30);
    scene.tick();
    assertThat(operator().batch(T1)).isPresent();
    assertThat(operator().cancel(T1)).contains(TradeState.PENDING);
    assertThat(operator().retry(T1, 1)).contains(TradeState.PENDING);
    scene.comesToAnEnd();
    assertThat(scene.state(1)).isEqualTo(TradeState.CONFIRMED);
    assertThat(operator().retry(T1, 2)).contains(TradeState.CONFIRMED);
    scene.comesToAnEnd();
    scene.assertExactlyOnce();
  }

  @Test
  void aTradeThatWasRolledBackIsSettledAgainOnceForEachRetry() {
    rollBack();
    assertThat(operator().cancel(T1)).contains(TradeState.ROLLED_BACK);
    assertThat(operator().retry(T1, 5)).contains(TradeState.INITIATED);
    rollBackAgain();
    assertThat(operator().retry(T1, 5)).as("the same retry, told again").contains(ROLLED_BACK);
    assertThat(operator().retry(T1, 4)).as("an older one").contains(ROLLED_BACK);
    assertThat(operator().retry(T1, 9)).contains(TradeState.INITIATED);
    scene.restart();
    scene.comesToAnEnd();
    assertThat(scene.state(1)).isEqualTo(TradeState.CONFIRMED);
    scene.office.calls.forEach(scene.chain::strangerHandsIn);
    scene.chain.mine();
    assertThat(scene.chain.timesSettled(1)).as("calls of dead batches move nothing").isOne();
    assertThat(scene.toldOf(1)).endsWith(SettlementState.FINAL);
    assertThat(List.of(T1)).allMatch(id -> scene.service.proof(id).isPresent());
  }

  @Test
  void aTradeThatNobodyKnowsIsLeftAlone() {
    assertThat(operator().cancel(T1)).isEqualTo(Optional.empty());
    assertThat(operator().retry(T1, 1)).isEqualTo(Optional.empty());
    assertThat(operator().batch(T1)).isEqualTo(Optional.empty());
  }

  private static final TradeState ROLLED_BACK = TradeState.ROLLED_BACK;

  private void rollBack() {
    scene.submit(1);
    rollBackAgain();
  }

  /** Sent, and in no block until the deadline is final. */
  private void rollBackAgain() {
    scene.now = scene.now.plusSeconds(30);
    scene.tick();
    assertThat(scene.state(1)).isEqualTo(TradeState.PENDING);
    scene.chain.passTime(Scene.LIFETIME_SECONDS + 1);
    scene.tick();
    for (int i = 0; i < 20 && scene.state(1) != ROLLED_BACK; i++) {
      scene.chain.passTime(12);
      scene.tick();
    }
    assertThat(scene.state(1)).isEqualTo(ROLLED_BACK);
  }
}
