package obscura.engine.adapter.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.SettlementState;
import obscura.domain.TradeId;
import obscura.engine.core.ExecId;
import obscura.engine.core.Trade;
import obscura.engine.fix.FakeDirectory;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Seed;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Told;
import obscura.mpc.draw.Drawn;
import obscura.mpc.draw.SeedTree;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Groups;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.Note;
import obscura.settlement.service.core.FailCode;
import obscura.settlement.service.core.SharedInstruction;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.store.StoreConfig;
import obscura.settlement.service.store.StoreDatabase;
import obscura.settlement.service.store.StoreKey;
import obscura.settlement.sip.EthereumAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a trade when the parties do not answer, answer late, or say no. */
class SharedAnswersTest {
  private static final Handle FILL = new Handle(1, 2, 3, 4);
  private static final TradeId TRADE = new TradeId(7);
  private static final Outcome NOT_COVERED = new Outcome.Settled(new Made(false, List.of()));

  private final StoreDatabase database =
      StoreDatabase.open(new StoreConfig("jdbc:h2:mem:" + UUID.randomUUID(), "sa", ""));
  private final StoreKey key = StoreKey.of(SharedScene.secret("store"));
  private final SharedDeals deals = new SharedDeals(database, key);
  private final SharedPaths paths = new SharedPaths(database, key);
  private final ScriptedParties parties = new ScriptedParties();

  @AfterEach
  void close() {
    database.close();
  }

  /** As after a start. */
  private FillAsking asking() {
    return new FillAsking(parties, deals, paths, new SharedQuestions(database, key));
  }

  private static SharedInstruction trade() {
    return new SharedInstruction(
        TRADE,
        SharedScene.CHAIN,
        new ParticipantId("BUYER"),
        new ParticipantId("SELLER"),
        new SharedInstruction.Market(1, "WETH", "USDC"),
        new obscura.domain.Handle(FILL.a(), FILL.b(), FILL.c(), FILL.d()),
        false);
  }

  private static SharedNote note(String owner, int number) {
    Note note =
        new Note(
            Bytes.of(new byte[20]),
            Bytes.of(new byte[20]),
            Groups.BN254.generator().times(BigInteger.valueOf(number)));
    return new SharedNote(owner, new Handle(number, 0, 0, 0), note, Optional.empty());
  }

  @Test
  void aQuestionThatWasNotAnsweredIsAskedAgainAsItWas() {
    paths.add("BUYER", new Handle(8, 0, 0, 0), 2);
    paths.add("SELLER", new Handle(9, 0, 0, 0), 2);
    Payment payment = new Payment(List.of(note("SELLER", 1)), List.of(note("BUYER", 2)));
    assertThat(asking().late(trade())).as("nothing was asked").isEmpty();
    parties.away().away().answer(NOT_COVERED);
    assertThatThrownBy(() -> asking().ask(trade(), payment))
        .isInstanceOf(UnavailableException.class);
    assertThatThrownBy(() -> asking().late(trade())).isInstanceOf(UnavailableException.class);
    assertThat(deals.isDenied(TRADE.value(), payment.id())).isFalse();
    assertThat(asking().late(trade())).as("these notes do not suffice").isEmpty();
    assertThat(deals.isDenied(TRADE.value(), payment.id())).isTrue();
    assertThat(parties.asked).hasSize(3).containsOnly(parties.asked.getFirst());
    assertThat(asking().late(trade())).isEmpty();
    assertThat(parties.asked).as("it was answered").hasSize(3);
    parties.answer(NOT_COVERED);
    assertThat(asking().ask(trade(), payment)).isEmpty();
    assertThat(parties.asked.getLast())
        .as("another question has secrets of its own")
        .isNotEqualTo(parties.asked.getFirst());
  }

  @Test
  void aRefusalIsAnAnswer() {
    paths.add("BUYER", new Handle(8, 0, 0, 0), 2);
    paths.add("SELLER", new Handle(9, 0, 0, 0), 2);
    Payment payment = new Payment(List.of(note("SELLER", 1)), List.of(note("BUYER", 2)));
    parties.away().answer(new Outcome.Refused(Rule.USED_BEFORE));
    assertThatThrownBy(() -> asking().ask(trade(), payment))
        .isInstanceOf(UnavailableException.class);
    assertThat(asking().late(trade())).contains(FailCode.INSUFFICIENT_BALANCE);
    assertThat(asking().late(trade())).isEmpty();
  }

  private OwnersInstructions instructions() {
    return new OwnersInstructions(parties, database, instruction -> false);
  }

  @Test
  void whatThePartiesHaveNotSaidOfAnInstructionIsNoDifference() {
    instructions().say(TRADE, FILL);
    parties.away().answer(new Outcome.Settled(new Told(true)));
    assertThatThrownBy(() -> instructions().equalsOrders(trade()))
        .isInstanceOf(UnavailableException.class);
    assertThat(instructions().equalsOrders(trade())).isTrue();
    assertThat(instructions().equalsOrders(trade())).isTrue();
    assertThat(parties.asked).hasSize(2).containsOnly(new Settlement.Equals(FILL));
  }

  /** The parties have compared and will not again; nobody asks them once more. */
  @Test
  void anAnswerThatIsLostIsNoDifferenceEither() {
    instructions().say(TRADE, FILL);
    parties.away().answer(new Outcome.Refused(Rule.USED_BEFORE));
    for (int k = 0; k < 4; k++) {
      assertThatThrownBy(() -> instructions().equalsOrders(trade()))
          .isInstanceOf(UnavailableException.class);
    }
    assertThat(parties.asked).hasSize(2);
  }

  @Test
  void anInstructionThatThePartiesRefuseDiffers() {
    instructions().say(TRADE, FILL);
    parties.answer(new Outcome.Refused(Rule.USED_BEFORE));
    assertThat(instructions().equalsOrders(trade())).isFalse();
    assertThat(instructions().equalsOrders(trade())).isFalse();
    assertThat(parties.asked).as("and is not asked about again").hasSize(1);
  }

  private static Trade.Leg leg(String name) {
    return new Trade.Leg(
        new ParticipantId(name),
        new FirmId(name),
        new OrderId(1),
        new ClientId("C"),
        trade().fill(),
        new ExecId(1));
  }

  @Test
  void aTradeWhoseInstrumentSettlesOnNoChainIsNotForThisRail() {
    parties.answer(new Outcome.Settled(new Told(false)));
    Trade trade =
        new Trade(
            TRADE,
            Instant.EPOCH,
            trade().fill(),
            PrivacyLevel.SHIELDED,
            Optional.empty(),
            List.of(leg("BUYER"), leg("SELLER")),
            SettlementState.MATCHED,
            0,
            0);
    assertThat(new SharedTrades(parties, new FakeDirectory()).of(trade)).isEmpty();
    assertThat(parties.asked).containsExactly(new Settlement.TellMarket(FILL));
  }

  private static List<SeedTree> trees(int epoch) {
    List<SeedTree> trees = new ArrayList<>();
    for (int pair = 0; pair < 3; pair++) {
      trees.add(new SeedTree(SharedScene.secret("pair " + pair + " in epoch " + epoch)));
    }
    return trees;
  }

  /** The parties draw once for a batch: also if nobody here heard it and the epoch is over. */
  @Test
  void anOrderThatWasDrawnInAnotherEpochCountsWithItsOwnRoots() {
    EvmVault vault = new EvmVault(BigInteger.ONE, EthereumAddress.of(new byte[20]));
    List<TradeId> trades = List.of(new TradeId(5), new TradeId(6), TRADE);
    Handle digest = DrawnOrder.digest(vault, 3, trades);
    List<SeedTree> before = trees(1);
    List<Seed> seeds = before.stream().map(tree -> tree.seed(4)).toList();
    List<Integer> order = Drawn.order(seeds, digest, trades.size());
    trees(2).forEach(tree -> parties.roots.add(tree.root()));
    parties.away().answer(new Outcome.Permuted(order, 4, seeds));
    DrawnOrder drawn = new DrawnOrder(parties, vault, database);
    assertThatThrownBy(() -> drawn.order(3, trades)).isInstanceOf(UnavailableException.class);
    assertThat(drawn.order(3, trades)).isEqualTo(order);
    DrawnOrder.Draw kept = drawn.draw(3).orElseThrow();
    assertThat(kept.roots()).isEqualTo(before.stream().map(SeedTree::root).toList());
    assertThat(kept.holds(digest)).isTrue();
    List<Integer> other = new ArrayList<>(order.reversed());
    parties.answer(new Outcome.Permuted(other, 4, seeds));
    assertThatThrownBy(() -> drawn.order(4, trades)).isInstanceOf(UnavailableException.class);
  }
}
