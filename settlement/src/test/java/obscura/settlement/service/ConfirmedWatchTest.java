package obscura.settlement.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain goes back further than anybody thought possible. */
class ConfirmedWatchTest {
  private static final long DEPTH = 20;
  private static StoreDatabase database;
  private final List<Alert> alerts = new ArrayList<>();
  private Scene scene;
  private ConfirmedWatch watch;

  @BeforeAll
  static void open() {
    database = StoreDatabase.open(new StoreConfig("jdbc:h2:mem:confirmed", "sa", ""));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void set() {
    scene = new Scene(database);
    watch = new ConfirmedWatch(scene.chain, scene.store, alerts::add, DEPTH);
  }

  @Test
  void whatStaysIsNoAlert() {
    scene.submit(1);
    scene.comesToAnEnd();
    for (int i = 0; i < DEPTH + 5; i++) {
      scene.chain.mine();
      watch.look();
    }
    assertThat(alerts).isEmpty();
  }

  @Test
  void aFinalBatchThatIsGoneIsToldOfOnceAndNothingIsDone() {
    scene.submit(1);
    scene.comesToAnEnd();
    scene.submit(2);
    scene.comesToAnEnd();
    watch.look();
    List<Long> batches =
        scene.store.confirmedFrom(0).stream().map(batch -> batch.number()).toList();
    assertThat(batches).hasSize(2);
    int told = scene.told.size();

    scene.chain.reorganise(depthOf(1), true);
    watch.look();
    scene.chain.mine();
    watch.look();
    assertThat(alerts)
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.DEEP_REORGANISATION, Alert.Kind.DEEP_REORGANISATION);
    assertThat(alerts).extracting(Alert::batch).containsExactlyElementsOf(batches);
    assertThat(alerts.getFirst().text()).contains("it is not settled now: 1 trades");

    scene.tick();
    assertThat(scene.told).hasSize(told);
    assertThat(scene.state(1)).isEqualTo(obscura.settlement.service.core.TradeState.CONFIRMED);
  }

  @Test
  void theOlderOfTwoBatchesMayStandWhenTheNewerIsGone() {
    scene.submit(1);
    scene.comesToAnEnd();
    scene.submit(2);
    scene.comesToAnEnd();
    long newer = scene.store.confirmedFrom(0).getFirst().number();
    scene.chain.reorganise(depthOf(0), true);
    watch.look();
    assertThat(alerts).extracting(Alert::batch).containsExactly(newer);
  }

  @Test
  void aBatchThatIsSettledInAnotherBlockIsToldOfAsSuch() {
    scene.submit(1);
    scene.comesToAnEnd();
    scene.chain.reorganise(depthOf(0), false);
    scene.chain.mine();
    watch.look();
    assertThat(alerts).hasSize(1);
    assertThat(alerts.getFirst().text()).contains("settled in another block now");
  }

  @Test
  void whatIsDeepEnoughIsWatchedNoMore() {
    scene.submit(1);
    scene.comesToAnEnd();
    while (depthOf(0) < DEPTH + 1) {
      scene.chain.mine();
    }
    scene.chain.reorganise(depthOf(0), true);
    watch.look();
    assertThat(alerts).isEmpty();
  }

  /** Blocks from the n-th newest final batch's own to the head. */
  private int depthOf(int nth) {
    var place = scene.store.confirmedFrom(0).get(nth).inclusion().orElseThrow();
    return (int) (scene.chain.head().number() - place.block() + 1);
  }
}
