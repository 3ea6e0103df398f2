package obscura.settlement.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.core.ChainInstruction;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.TradeState;
import obscura.settlement.service.port.SettlementStore.Acceptance;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trade's way to the chain, and what may happen to it. */
class ServiceStoriesTest {
  private static StoreDatabase database;
  private Scene scene;

  @BeforeAll
  static void open() {
    database = StoreDatabase.open(new StoreConfig("jdbc:h2:mem:stories", "sa", ""));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void set() {
    scene = new Scene(database);
  }

  @Test
  void aTradeIsToldEveryStateUntilItIsFinal() {
    scene.submit(1);
    scene.comesToAnEnd();
    assertThat(scene.toldOf(1))
        .containsExactly(
            SettlementState.MATCHED,
            SettlementState.LOCKED,
            SettlementState.SENT,
            SettlementState.INCLUDED,
            SettlementState.FINAL);
    Notice last = scene.told.getLast();
    assertThat(last.transaction()).contains(scene.chain.transactionOf(1));
    assertThat(last.place().confirmations()).isEqualTo(Scene.CONFIRMATIONS);
    assertThat(last.needed()).isEqualTo(Scene.CONFIRMATIONS);
    assertThat(scene.office.settled).hasSize(1);
    assertThat(scene.alerts).isEmpty();
  }

  @Test
  void aTradeGoesAtOnceWhenABatchIsFullAndAloneWhenItIsOld() {
    for (long id = 1; id <= 5; id++) {
      scene.submit(id);
    }
    scene.tick();
    assertThat(scene.store.open()).hasSize(1);
    assertThat(scene.store.open().getFirst().trades()).hasSize(4);
    assertThat(scene.state(5)).isEqualTo(TradeState.INITIATED);
    scene.now = scene.now.plusSeconds(30);
    scene.tick();
    assertThat(scene.state(5)).isEqualTo(TradeState.PENDING);
  }

  @Test
  void theOrderInABatchIsTheOneDrawn() {
    for (long id = 1; id <= 4; id++) {
      scene.submit(id);
    }
    scene.tick();
    Bytes call = scene.office.calls.iterator().next();
    byte[] ids = call.array();
    assertThat(List.of(ids[23], ids[31], ids[39], ids[47]))
        .containsExactly((byte) 4, (byte) 3, (byte) 2, (byte) 1);
  }

  @Test
  void theSameTradeAgainIsNoHarmAndAnotherOfThatIdIsRefused() {
    assertThat(scene.service.submit(Scene.trade(7))).isEqualTo(Acceptance.NEW);
    assertThat(scene.service.submit(Scene.trade(7))).isEqualTo(Acceptance.REPEATED);
    ChainInstruction other =
        new ChainInstruction(Scene.trade(7).trade(), "eip155:5", Optional.empty());
    assertThat(scene.service.submit(other)).isEqualTo(Acceptance.CONFLICT);
  }

  @Test
  void whatTheNotesDoNotCoverFailsBeforeAnythingIsSigned() {
    scene.office.objections.put(new TradeId(1), FailCode.INSUFFICIENT_BALANCE);
    scene.submit(1);
    scene.submit(2);
    scene.comesToAnEnd();
    assertThat(scene.state(1)).isEqualTo(TradeState.FAILED);
    assertThat(scene.toldOf(1)).containsExactly(SettlementState.MATCHED, SettlementState.FAILED);
    assertThat(scene.state(2)).isEqualTo(TradeState.CONFIRMED);
    scene.assertExactlyOnce();
  }

  @Test
  void killedAtEveryCallOfEveryPortATradeIsSettledOnce() {
    scene.submit(1);
    scene.killer.calls = 0;
    scene.comesToAnEnd();
    int calls = scene.killer.calls;
    assertThat(calls).isGreaterThan(50);
    for (int i = 0; i < calls; i++) {
      Scene killed = new Scene(database);
      killed.submit(1);
      killed.killer.killAt(i, i % 2 == 0);
      for (int round = 0; round < 14; round++) {
        killed.rounds(1);
      }
      killed.comesToAnEnd();
      killed.assertExactlyOnce();
      assertThat(killed.state(1)).as("killed at call %d", i).isEqualTo(TradeState.CONFIRMED);
    }
  }

  @Test
  void retriesPayMoreEachTimeAndEndAfterFive() {
    scene.submit(1);
    scene.now = scene.now.plusSeconds(30);
    scene.tick();
    for (int i = 0; i < 8; i++) {
      scene.now = scene.now.plusSeconds(60);
      scene.tick();
    }
    List<Attempt> attempts = scene.store.open().getFirst().attempts();
    List<Attempt> settles = attempts.stream().filter(a -> a.kind() == Attempt.Kind.SETTLE).toList();
    assertThat(settles).hasSize(6);
    for (int i = 1; i < attempts.size(); i++) {
      BigInteger before = attempts.get(i - 1).fees().maxPerGas();
      assertThat(attempts.get(i).fees().maxPerGas().multiply(BigInteger.TEN))
          .isGreaterThanOrEqualTo(before.multiply(BigInteger.valueOf(11)));
      assertThat(attempts.get(i).nonce()).isEqualTo(attempts.getFirst().nonce());
    }
    assertThat(attempts.getLast().kind()).isEqualTo(Attempt.Kind.EMPTY);
    scene.comesToAnEnd();
    scene.assertExactlyOnce();
    assertThat(scene.state(1)).isEqualTo(TradeState.FAILED);
    assertThat(scene.told.getLast().reason()).isEqualTo(FailCode.GAS_LIMIT);
  }

  @Test
  void anEmptyTransactionOfTheSameNonceDoesNotMakeAFailureCertain() {
    scene.submit(1);
    scene.now = scene.now.plusSeconds(30);
    scene.tick();
    for (int i = 0; i < 8; i++) {
      scene.now = scene.now.plusSeconds(60);
      scene.tick();
    }
    for (int i = 0; i < Scene.CONFIRMATIONS + 2; i++) {
      scene.chain.mine();
      scene.tick();
    }
    assertThat(scene.state(1)).as("who saw the call may hand it in").isEqualTo(TradeState.PENDING);
    scene.chain.strangerHandsIn(scene.office.calls.iterator().next());
    scene.comesToAnEnd();
    scene.assertExactlyOnce();
    assertThat(scene.state(1)).isEqualTo(TradeState.CONFIRMED);
    assertThat(scene.alerted(Alert.Kind.HANDED_IN_BY_ANOTHER)).isTrue();
  }

  @Test
  void whatWasSentAndNeverIncludedIsRolledBackWhenItsDeadlineIsFinal() {
    scene.submit(1);
    scene.now = scene.now.plusSeconds(30);
    scene.tick();
    scene.chain.passTime(Scene.LIFETIME_SECONDS + 1);
    scene.tick();
    assertThat(scene.state(1)).as("that block is not final").isEqualTo(TradeState.PENDING);
    scene.comesToAnEnd();
    scene.assertExactlyOnce();
    assertThat(scene.state(1)).isEqualTo(TradeState.ROLLED_BACK);
    assertThat(scene.told.getLast().reason()).isEqualTo(FailCode.DEADLINE_PASSED);
    assertThat(scene.office.released).hasSize(1);
  }

  @Test
  void theGuiltyTradeOfARevertedBatchIsFound() {
    for (long id = 1; id <= 4; id++) {
      scene.submit(id);
    }
    scene.chain.poisoned.add(3L);
    scene.comesToAnEnd();
    scene.assertExactlyOnce();
    assertThat(scene.state(3)).isEqualTo(TradeState.FAILED);
    assertThat(List.of(scene.state(1), scene.state(2), scene.state(4)))
        .containsOnly(TradeState.CONFIRMED);
  }

  @Test
  void aReorganisationIsToldAndTheTradeIsPendingAgain() {
    scene.submit(1);
    scene.now = scene.now.plusSeconds(30);
    scene.rounds(3);
    assertThat(scene.toldOf(1)).endsWith(SettlementState.INCLUDED);
    scene.chain.reorganise(3, true);
    scene.tick();
    assertThat(scene.toldOf(1)).endsWith(SettlementState.INCLUDED, SettlementState.DROPPED);
    assertThat(scene.state(1)).isEqualTo(TradeState.PENDING);
    scene.comesToAnEnd();
    scene.assertExactlyOnce();
    assertThat(scene.state(1)).isEqualTo(TradeState.CONFIRMED);
  }

  @Test
  void feesAboveTheShareOfATradeAreWarnedOf() {
    scene.worth = BigInteger.valueOf(1_000_000_000);
    scene.submit(1);
    scene.comesToAnEnd();
    assertThat(scene.alerted(Alert.Kind.FEE_SHARE)).isTrue();
  }

  @Test
  void aBatchThatCannotGoOnDoesNotHoldUpTheOthers() {
    scene.office.faults.add(new TradeId(1));
    for (long id = 1; id <= 5; id++) {
      scene.submit(id);
    }
    scene.now = scene.now.plusSeconds(30);
    scene.rounds(8);
    assertThat(scene.state(5)).isEqualTo(TradeState.CONFIRMED);
    assertThat(scene.state(1)).isEqualTo(TradeState.PENDING);
    assertThat(scene.alerted(Alert.Kind.FAULT)).isTrue();
    scene.office.faults.clear();
    scene.comesToAnEnd();
    assertThat(scene.state(1)).isEqualTo(TradeState.CONFIRMED);
  }

  @Test
  void aNonceThatABatchNoLongerNeedsIsFreedForTheNext() {
    scene.submit(1);
    scene.now = scene.now.plusSeconds(30);
    scene.tick();
    scene.chain.dropPool();
    scene.chain.outletDown = true;
    scene.chain.strangerHandsIn(scene.office.calls.iterator().next());
    scene.rounds((int) Scene.CONFIRMATIONS + 1);
    assertThat(scene.state(1)).isEqualTo(TradeState.CONFIRMED);
    scene.submit(2);
    scene.comesToAnEnd();
    assertThat(scene.state(2)).isEqualTo(TradeState.CONFIRMED);
  }
}
