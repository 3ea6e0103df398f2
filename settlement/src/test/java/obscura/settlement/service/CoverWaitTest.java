package obscura.settlement.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.LongStream;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.TradeState;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trade whose payers' notes are held by others, or come back as change, waits for them. */
class CoverWaitTest {
  private static final Duration WAIT = Duration.ofMinutes(5);
  private static StoreDatabase database;
  private Scene scene;

  @BeforeAll
  static void open() {
    database = StoreDatabase.open(new StoreConfig("jdbc:h2:mem:cover", "sa", ""));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void set() {
    scene = new Scene(database, WAIT);
  }

  @Test
  void itIsAskedForAgainAndSettlesWhenItIsCovered() {
    uncovered(1);
    scene.submit(1);
    scene.submit(2);
    scene.now = scene.now.plusSeconds(30);
    scene.rounds(6);
    assertThat(scene.state(1)).isEqualTo(TradeState.INITIATED);
    assertThat(scene.toldOf(1)).containsExactly(SettlementState.MATCHED);
    assertThat(scene.state(2)).isEqualTo(TradeState.CONFIRMED);
    scene.office.objections.clear();
    scene.comesToAnEnd();
    assertThat(scene.state(1)).isEqualTo(TradeState.CONFIRMED);
    scene.assertExactlyOnce();
  }

  @Test
  void itFailsWithCodeOneWhenItWaitedLongEnoughAlsoOverARestart() {
    uncovered(1);
    Instant handedIn = scene.now;
    scene.submit(1);
    while (scene.now.isBefore(handedIn.plus(WAIT).minusSeconds(20))) {
      scene.rounds(1);
      assertThat(scene.state(1)).isEqualTo(TradeState.INITIATED);
    }
    scene.restart();
    scene.tick();
    assertThat(scene.state(1)).isEqualTo(TradeState.INITIATED);
    scene.now = handedIn.plus(WAIT).plusSeconds(30);
    scene.rounds(1);
    assertThat(scene.state(1)).isEqualTo(TradeState.FAILED);
    assertThat(scene.told.getLast().reason()).isEqualTo(FailCode.INSUFFICIENT_BALANCE);
    scene.assertExactlyOnce();
  }

  @Test
  void theSecondOfTwoThatWantTheSameNotesGoesInALaterBatch() {
    scene.office.refusals.put(new TradeId(2), FailCode.INSUFFICIENT_BALANCE);
    scene.submit(1);
    scene.submit(2);
    scene.now = scene.now.plusSeconds(30);
    scene.tick();
    uncovered(2);
    scene.rounds(7);
    assertThat(scene.state(1)).isEqualTo(TradeState.CONFIRMED);
    assertThat(scene.state(2)).isEqualTo(TradeState.INITIATED);
    scene.office.refusals.clear();
    scene.office.objections.clear();
    scene.comesToAnEnd();
    assertThat(scene.state(2)).isEqualTo(TradeState.CONFIRMED);
    scene.assertExactlyOnce();
  }

  @Test
  void manyThatAreNotCoveredHoldUpNoOther() {
    LongStream.rangeClosed(1, 20).forEach(this::uncovered);
    LongStream.rangeClosed(1, 21).forEach(scene::submit);
    scene.now = scene.now.plusSeconds(30);
    scene.rounds(12);
    assertThat(scene.state(21)).isEqualTo(TradeState.CONFIRMED);
    assertThat(scene.state(20)).isEqualTo(TradeState.INITIATED);
  }

  @Test
  void whatIsMissingOtherThanCoverFailsAtOnce() {
    scene.office.objections.put(new TradeId(1), FailCode.APPROVAL_MISSING);
    scene.submit(1);
    scene.now = scene.now.plusSeconds(30);
    scene.tick();
    assertThat(scene.state(1)).isEqualTo(TradeState.FAILED);
  }

  private void uncovered(long id) {
    scene.office.objections.put(new TradeId(id), FailCode.INSUFFICIENT_BALANCE);
  }
}
