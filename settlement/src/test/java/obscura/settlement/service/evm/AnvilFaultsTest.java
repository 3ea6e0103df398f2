package obscura.settlement.service.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import obscura.domain.SettlementState;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.core.Batch;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.Notice;
import obscura.settlement.service.core.TradeState;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** The real contracts on a real node, and what can go wrong with a transaction. */
class AnvilFaultsTest {
  @Test
  void twoTradesSettleInOneBatchAndTheMakersFeeGoesToItsOneTimeAddress() {
    try (AnvilScene scene = new AnvilScene(2)) {
      scene.submit(1);
      scene.submit(2);
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
      assertThat(scene.state(2)).contains(TradeState.CONFIRMED);
      List<AnvilScene.Received> fees =
          scene.received().stream()
              .filter(r -> r.opening().amount().equals(BigInteger.valueOf(1_500_000)))
              .toList();
      assertThat(fees).hasSize(2);
      assertThat(fees).allMatch(fee -> fee.owner() == scene.bob);
      assertThat(fees.get(0).note().note().owner()).isNotEqualTo(fees.get(1).note().note().owner());
      assertThat(scene.told.stream().filter(n -> n.trade().value() == 1).map(Notice::state))
          .startsWith(SettlementState.MATCHED, SettlementState.LOCKED, SettlementState.SENT)
          .endsWith(SettlementState.FINAL);
      assertThat(scene.alerts).isEmpty();
    }
  }

  @Test
  void aDroppedTransactionIsSentAgain() {
    try (AnvilScene scene = new AnvilScene(1)) {
      scene.submit(1);
      scene.sent();
      scene.anvil.ask("anvil_dropAllTransactions");
      scene.anvil.mine();
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
    }
  }

  @Test
  void aNonceTakenByAnotherTransactionIsReplacedByTheNext() {
    try (AnvilScene scene = new AnvilScene(1)) {
      scene.submit(1);
      Attempt attempt = scene.sent().attempts().getFirst();
      scene.anvil.ask("anvil_dropAllTransactions");
      scene.anvil.ask("eth_sendRawTransaction", strange(scene, attempt.nonce()));
      scene.anvil.mine();
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
      assertThat(scene.alerted(Alert.Kind.NONCE_TAKEN)).isTrue();
    }
  }

  @Test
  void aRevertedBatchIsTakenApartAfterItsDeadlineAndWhatCanSettleDoes() {
    try (AnvilScene scene = new AnvilScene(2)) {
      scene.submit(1);
      scene.submit(2);
      Batch batch = scene.sent();
      scene.anvil.ask("anvil_dropAllTransactions");
      scene.anvil.send(scene.guardian, scene.contract.toString(), VaultCalls.pause().toString());
      scene.anvil.ask("eth_sendRawTransaction", batch.attempts().getFirst().raw().toString());
      scene.anvil.mine();
      scene.rounds(3);
      assertThat(scene.alerted(Alert.Kind.REVERTED)).isTrue();
      assertThat(scene.state(1)).as("not certain yet").contains(TradeState.PENDING);
      scene.anvil.mineAfter(AnvilScene.LIFETIME_SECONDS + 1);
      scene.anvil.send(scene.guardian, scene.contract.toString(), VaultCalls.resume().toString());
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
      assertThat(scene.state(2)).contains(TradeState.CONFIRMED);
    }
  }

  @Test
  void whatIsRevertedAloneFailsWhenItsTimeIsOver() {
    try (AnvilScene scene = new AnvilScene(1)) {
      scene.submit(1);
      Batch batch = scene.sent();
      scene.anvil.ask("anvil_dropAllTransactions");
      scene.anvil.send(scene.guardian, scene.contract.toString(), VaultCalls.pause().toString());
      scene.anvil.ask("eth_sendRawTransaction", batch.attempts().getFirst().raw().toString());
      scene.rounds(8);
      assertThat(scene.state(1)).contains(TradeState.PENDING);
      scene.anvil.mineAfter(AnvilScene.LIFETIME_SECONDS + 1);
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.state(1)).contains(TradeState.FAILED);
      assertThat(scene.told.getLast().reason()).isEqualTo(FailCode.REVERTED);
    }
  }

  @Test
  void aReorganisationOfThreeBlocksTakesABatchBackAndItSettlesAgain() {
    try (AnvilScene scene = new AnvilScene(1)) {
      scene.submit(1);
      scene.sent();
      scene.rounds(3);
      assertThat(scene.told.getLast().state()).isEqualTo(SettlementState.INCLUDED);
      scene.anvil.ask("anvil_reorg", 3, List.of());
      scene.anvil.ask("anvil_dropAllTransactions");
      scene.tick();
      assertThat(scene.told.stream().map(Notice::state)).contains(SettlementState.DROPPED);
      assertThat(scene.state(1)).contains(TradeState.PENDING);
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
      assertThat(scene.alerted(Alert.Kind.REORGANISED)).isTrue();
    }
  }

  @Test
  void whenGasBecomesDearerTheTransactionIsReplacedAtAHigherPrice() {
    try (AnvilScene scene = new AnvilScene(1)) {
      scene.submit(1);
      Attempt first = scene.sent().attempts().getFirst();
      BigInteger dear = first.fees().maxPerGas().add(BigInteger.valueOf(10_000_000_000L));
      scene.anvil.ask("anvil_setNextBlockBaseFeePerGas", "0x" + dear.toString(16));
      scene.anvil.mine();
      scene.tick();
      scene.now = scene.now.plusSeconds(60);
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
      long number = scene.store.lastBatch();
      List<Attempt> attempts = scene.store.batch(number).orElseThrow().attempts();
      assertThat(attempts.size()).isBetween(2, 6);
      assertThat(attempts).allMatch(attempt -> attempt.nonce() == first.nonce());
    }
  }

  @Test
  void aPriceAboveTheCapForGoodFailsTheTradeAndFreesTheNonce() {
    try (AnvilScene scene = new AnvilScene(2)) {
      scene.submit(1);
      scene.sent();
      BigInteger spike = AnvilScene.CAP.multiply(BigInteger.TWO);
      spike(scene, spike);
      scene.now = scene.now.plusSeconds(60);
      for (int i = 0; i < 4; i++) {
        scene.tick();
        spike(scene, spike);
      }
      assertThat(scene.alerted(Alert.Kind.FEE_CAP)).isTrue();
      assertThat(scene.state(1))
          .as("the transaction may still be included")
          .contains(TradeState.PENDING);
      scene.anvil.mineAfter(AnvilScene.LIFETIME_SECONDS + 1);
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.state(1)).contains(TradeState.FAILED);
      scene.submit(2);
      scene.now = scene.now.plusSeconds(60);
      scene.comesToAnEnd();
      assertThat(scene.state(2)).as("the nonce is free").contains(TradeState.CONFIRMED);
      scene.assertSound();
    }
  }

  @Test
  void somebodyElseMayHandABatchInAndItCountsOnce() {
    try (AnvilScene scene = new AnvilScene(1)) {
      scene.submit(1);
      Batch batch = scene.sent();
      scene.anvil.ask("anvil_dropAllTransactions");
      scene.anvil.send(
          scene.anvil.account(5), scene.contract.toString(), batch.call().orElseThrow().toString());
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.state(1)).contains(TradeState.CONFIRMED);
      assertThat(scene.alerted(Alert.Kind.HANDED_IN_BY_ANOTHER)).isTrue();
    }
  }

  @Test
  void whatIsPutInFrontOfABatchIsNoticed() {
    try (AnvilScene scene = new AnvilScene(1)) {
      scene.submit(1);
      scene.sent();
      scene.anvil.ask(
          "eth_sendTransaction",
          Map.of(
              "from", scene.anvil.account(6),
              "to", scene.weth.toString(),
              "input", Calls.approve(scene.contract.toString(), BigInteger.ONE),
              "maxFeePerGas", "0x174876e800",
              "maxPriorityFeePerGas", "0x174876e800"));
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.alerted(Alert.Kind.FRONT_RUN)).isTrue();
    }
  }

  @Test
  void aProcessKilledAtAnyBoundarySettlesEveryTradeOnce() {
    int trades = 16;
    try (AnvilScene scene = new AnvilScene(trades)) {
      for (int i = 0; i < trades; i++) {
        scene.submit(i + 1);
        scene.now = scene.now.plusSeconds(60);
        scene.killer.killAt(3 + 3 * i, i % 2 == 0);
        scene.rounds(3);
        scene.killer.spare();
      }
      scene.comesToAnEnd();
      scene.assertSound();
      assertThat(scene.submitted)
          .allSatisfy(id -> assertThat(scene.state(id)).contains(TradeState.CONFIRMED));
    }
  }

  private static void spike(AnvilScene scene, BigInteger baseFee) {
    scene.anvil.ask("anvil_setNextBlockBaseFeePerGas", "0x" + baseFee.toString(16));
    scene.anvil.mine();
  }

  /** A transaction of the paying account that is not the service's. */
  private static String strange(AnvilScene scene, long nonce) {
    RawTransaction transaction =
        RawTransaction.createTransaction(
            Anvil.CHAIN_ID,
            BigInteger.valueOf(nonce),
            BigInteger.valueOf(21_000),
            scene.anvil.account(3),
            BigInteger.ONE,
            "0x",
            BigInteger.valueOf(50_000_000_000L),
            BigInteger.valueOf(100_000_000_000L));
    return Bytes.of(TransactionEncoder.signMessage(transaction, scene.payer)).toString();
  }
}
