package obscura.settlement.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import obscura.domain.TradeId;
import obscura.settlement.evm.EvmSwapSide;
import obscura.settlement.solana.SolanaSwapSide;
import obscura.settlement.swap.core.ChainFacts;
import obscura.settlement.swap.core.Slack;
import obscura.settlement.swap.core.Swap;
import obscura.settlement.swap.core.SwapPhase;
import obscura.settlement.swap.core.SwapProof;
import obscura.settlement.swap.port.LockChain;
import obscura.settlement.swap.port.LockOffice;
import obscura.settlement.swap.port.SwapStore;
import obscura.settlement.swap.store.JdbcSwapStore;
import obscura.settlement.swap.store.SwapBytes;
import obscura.settlement.swap.store.SwapDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Swaps between an EVM chain and Solana, each running what is committed. {@code -Dswaps=100} makes
 * as many swaps with faults as the venue was asked to show.
 */
class SwapsAcrossChainsTest {
  private static final Slack SLACK = new Slack(60, 20, 3_000);
  private static final long TIMEOUT = 1_500;
  private static final Duration ROUND = Duration.ofSeconds(20);
  private static final Duration LONG_ROUND = Duration.ofSeconds(60);
  private static final int FAULTY_ROUNDS = 14;
  private static final int CALLS_OF_A_ROUND = 150;
  private static final int ROUNDS_MAX = 60;
  private static final int SWAPS = Integer.getInteger("swaps", 30);
  private static final long SEED = Long.getLong("swaps.seed", 35);

  private final CrashPoints crashes = new CrashPoints();
  private final HeldPreimages preimages = new HeldPreimages(new byte[32]);
  private SwapSide evm;
  private SwapSide solana;
  private SwapDatabase database;
  private SwapStore store;
  private SwapService service;

  @BeforeEach
  void open() throws Exception {
    evm = new EvmSwapSide();
    solana = new SolanaSwapSide(evm.now());
    database = SwapDatabase.open("jdbc:h2:mem:swaps-across", "sa", "");
    Map<String, LockChain> chains =
        sides().stream().collect(Collectors.toMap(SwapSide::chain, SwapSide::lockChain));
    store = new JdbcSwapStore(database, name -> chains.get(name).vault());
    service = process();
  }

  @AfterEach
  void close() {
    database.close();
    sides().forEach(SwapSide::close);
  }

  private List<SwapSide> sides() {
    return List.of(evm, solana);
  }

  /** A new process over the same store and chains. */
  private SwapService process() {
    crashes.none();
    return new SwapService(
        SLACK,
        new SwapPorts(
            crashes.watched(SwapStore.class, store),
            sides().stream().collect(Collectors.toMap(SwapSide::chain, this::leg)),
            preimages,
            swap -> {},
            () -> Instant.ofEpochSecond(evm.now())));
  }

  private SwapLeg leg(SwapSide side) {
    return new SwapLeg(
        crashes.watched(LockChain.class, side.lockChain()),
        crashes.watched(LockOffice.class, side.office()));
  }

  /** Every other one begins on Solana. */
  private void submit(TradeId trade) {
    Swap.Chains chains =
        trade.value() % 2 == 0
            ? new Swap.Chains(evm.chain(), solana.chain())
            : new Swap.Chains(solana.chain(), evm.chain());
    assertThat(service.submit(trade, chains, TIMEOUT)).isEqualTo(new Acceptance.Accepted());
  }

  private void round(Duration time) {
    try {
      service.tick();
    } catch (CrashPoints.Crash dead) {
      service = process();
    }
    for (SwapSide side : sides()) {
      side.calm();
      side.advance(time);
    }
  }

  private SwapPhase phase(TradeId trade) {
    return store.find(trade).orElseThrow().phase();
  }

  private static List<TradeId> trades(int count) {
    return LongStream.range(0, count).mapToObj(TradeId::new).toList();
  }

  private void stock(int notes) throws Exception {
    for (SwapSide side : sides()) {
      side.stock(notes);
    }
  }

  @Test
  void aSwapInEitherDirectionIsClaimedOnBothChainsAndAnybodyCanCheckIt() throws Exception {
    stock(2);
    trades(2).forEach(this::submit);
    for (int i = 0; i < ROUNDS_MAX && !areOver(trades(2)); i++) {
      round(ROUND);
    }
    assertThat(trades(2)).extracting(this::phase).containsOnly(SwapPhase.SWAPPED);
    assertEnded(trades(2));
    SwapProof proof = service.proof(new TradeId(0)).orElseThrow();
    Map<String, ChainFacts> facts = facts();
    assertThat(SwapBytes.proof(SwapBytes.of(proof), name -> facts.get(name).vault()).holds(facts))
        .isTrue();
    SwapProof other = service.proof(new TradeId(1)).orElseThrow();
    assertThat(new SwapProof(proof.preimage(), proof.first(), other.first()).holds(facts))
        .as("one leg of another swap")
        .isFalse();
    assertThat(new SwapProof(other.preimage(), proof.first(), proof.second()).holds(facts))
        .as("the preimage of another swap")
        .isFalse();
  }

  @Test
  void ofManySwapsWithAFaultEachAllAreWholeInTheEnd() throws Exception {
    List<TradeId> trades = trades(SWAPS);
    stock(SWAPS);
    trades.forEach(this::submit);
    Random random = new Random(SEED);
    List<List<TradeId>> faults = new ArrayList<>();
    for (int i = 0; i < FAULTY_ROUNDS; i++) {
      faults.add(new ArrayList<>());
    }
    for (TradeId trade : trades) { // rather early than late: later less can go wrong
      faults.get(Math.min(random.nextInt(FAULTY_ROUNDS), random.nextInt(FAULTY_ROUNDS))).add(trade);
    }
    for (int i = 0; i < ROUNDS_MAX && !areOver(trades); i++) {
      if (i < FAULTY_ROUNDS) {
        for (TradeId trade : faults.get(i)) {
          fault(trade, random);
        }
      }
      round(i < FAULTY_ROUNDS + 6 ? ROUND : LONG_ROUND);
    }
    for (SwapPhase phase : List.of(SwapPhase.SWAPPED, SwapPhase.REFUNDED)) {
      assertThat(trades.stream().filter(trade -> phase(trade) == phase).count())
          .as("%s of %s", phase, SWAPS)
          .isGreaterThanOrEqualTo(SWAPS / 10);
    }
    assertEnded(trades);
  }

  private void fault(TradeId trade, Random random) throws Exception {
    switch (random.nextInt(8)) {
      case 0, 1 -> crashes.crashAt(random.nextInt(CALLS_OF_A_ROUND), random.nextBoolean());
      case 2, 3 -> evm.fault(trade, random);
      default -> solana.fault(trade, random);
    }
  }

  private boolean areOver(List<TradeId> trades) {
    return trades.stream().allMatch(trade -> phase(trade).isFinal());
  }

  private Map<String, ChainFacts> facts() throws Exception {
    return Map.of(evm.chain(), evm.facts(), solana.chain(), solana.facts());
  }

  /** By the chains' own word: both legs claimed, with a proof that holds, or none. */
  private void assertEnded(List<TradeId> trades) throws Exception {
    Map<String, ChainFacts> known = facts();
    for (TradeId trade : trades) {
      assertThat(phase(trade)).as("%s", trade).isIn(SwapPhase.SWAPPED, SwapPhase.REFUNDED);
      boolean swapped = phase(trade) == SwapPhase.SWAPPED;
      for (SwapSide side : sides()) {
        side.assertEnded(trade, swapped);
      }
      assertThat(service.proof(trade).filter(proof -> proof.holds(known)).isPresent())
          .as("%s has a proof that holds", trade)
          .isEqualTo(swapped);
    }
    for (SwapSide side : sides()) {
      side.assertNothingLost();
    }
  }
}
