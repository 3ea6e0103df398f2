package obscura.settlement.evm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.swap.Acceptance;
import obscura.settlement.swap.CrashPoints;
import obscura.settlement.swap.HeldPreimages;
import obscura.settlement.swap.SwapLeg;
import obscura.settlement.swap.SwapPorts;
import obscura.settlement.swap.SwapService;
import obscura.settlement.swap.core.ChainTimes;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.Side;
import obscura.settlement.swap.core.Slack;
import obscura.settlement.swap.core.Swap;
import obscura.settlement.swap.core.SwapPhase;
import obscura.settlement.swap.evm.AccountOutlet;
import obscura.settlement.swap.evm.EvmChainFacts;
import obscura.settlement.swap.evm.EvmLockChain;
import obscura.settlement.swap.port.LockChain;
import obscura.settlement.swap.port.SwapStore;
import obscura.settlement.swap.store.JdbcSwapStore;
import obscura.settlement.swap.store.SwapDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Swaps between two chains that run the contracts. */
class SwapsOnDevChainsTest {
  private static final Swap.Chains CHAINS = new Swap.Chains("eip155:31337", "eip155:31338");
  private static final ChainTimes TIMES = new ChainTimes(60, 60, 20);
  private static final Slack SLACK = new Slack(60, 20, 3_000);
  private static final long TIMEOUT = 1_300;
  private static final long CONFIRMATIONS = 3;
  private static final Duration ROUND = Duration.ofSeconds(20);
  private static final Duration LONG_ROUND = Duration.ofSeconds(60);
  private static final long SEED = 35;
  private static final int ROUNDS_MAX = 60;

  private final Map<Side, SwapDesk> desks = new EnumMap<>(Side.class);
  private final Map<Side, Boolean> cutOff = new EnumMap<>(Side.class);
  private final Map<Side, Boolean> reorganised = new EnumMap<>(Side.class);
  private final CrashPoints crashes = new CrashPoints();
  private final HeldPreimages preimages = new HeldPreimages(new byte[32]);
  private SwapDatabase database;
  private SwapStore store;
  private SwapService service;

  @BeforeEach
  void open() throws Exception {
    desks.put(Side.FIRST, new SwapDesk(new Venue(), "alice", "bob"));
    desks.put(Side.SECOND, new SwapDesk(new Venue(BigInteger.valueOf(31_338)), "bob", "alice"));
    database = SwapDatabase.open("jdbc:h2:mem:swaps-evm", "sa", "");
    store = new JdbcSwapStore(database, name -> venue(side(name)).vault);
    service = process();
  }

  @AfterEach
  void close() {
    database.close();
    desks.values().forEach(desk -> desk.venue.close());
  }

  /** A new process over the same store and chains. */
  private SwapService process() {
    crashes.none();
    return new SwapService(
        SLACK,
        new SwapPorts(
            crashes.watched(SwapStore.class, store),
            Map.of(CHAINS.first(), leg(Side.FIRST), CHAINS.second(), leg(Side.SECOND)),
            preimages,
            swap -> {},
            () -> Instant.ofEpochSecond(venue(Side.FIRST).now())));
  }

  private SwapLeg leg(Side side) {
    Venue venue = venue(side);
    AccountOutlet outlet = new AccountOutlet(venue.account, venue.vault);
    EvmLockChain chain =
        new EvmLockChain(
            venue.node,
            venue.vault,
            call -> {
              if (cutOff.getOrDefault(side, false)) {
                throw new IOException("cut off");
              }
              outlet.handIn(call);
            },
            new EvmLockChain.Terms(TIMES, CONFIRMATIONS, 0));
    return new SwapLeg(crashes.watched(LockChain.class, chain), desks.get(side));
  }

  private static Side side(String chain) {
    return chain.equals(CHAINS.first()) ? Side.FIRST : Side.SECOND;
  }

  private Venue venue(Side side) {
    return desks.get(side).venue;
  }

  private void submit(TradeId trade) {
    assertThat(service.submit(trade, CHAINS, TIMEOUT)).isEqualTo(new Acceptance.Accepted());
  }

  private void round(Duration time) {
    try {
      service.tick();
    } catch (CrashPoints.Crash dead) {
      service = process();
    }
    for (SwapDesk desk : desks.values()) {
      desk.venue.advance(time);
      for (long i = 1; time.equals(LONG_ROUND) && i < CONFIRMATIONS; i++) {
        desk.venue.chain.mine();
      }
    }
  }

  private SwapPhase phase(TradeId trade) {
    return store.find(trade).orElseThrow().phase();
  }

  private LegLock lock(TradeId trade, Side side) {
    return store.find(trade).orElseThrow().lock(side).orElseThrow();
  }

  private Bytes preimage(TradeId trade) {
    return preimages.open(store.find(trade).orElseThrow());
  }

  @Test
  void aSwapIsClaimedOnBothChainsAndAnybodyCanCheckIt() throws Exception {
    for (SwapDesk desk : desks.values()) {
      var _ = desk.stocked(1);
    }
    TradeId trade = new TradeId(0);
    submit(trade);
    for (int i = 0; i < ROUNDS_MAX && !phase(trade).isFinal(); i++) {
      round(ROUND);
    }
    assertThat(phase(trade)).isEqualTo(SwapPhase.SWAPPED);
    assertEnded(List.of(trade));
    assertThat(new Owner("bob").holdings(venue(Side.FIRST).vault, venue(Side.FIRST).archive()))
        .satisfies(holdings ->
            assertThat(holdings.unspent())
                .anySatisfy(note -> assertThat(note.opening().amount()).isEqualTo(900)));
  }

  @Test
  void theVaultsRefuseWhatIsEarlyLateOrWrong() throws Exception {
    for (SwapDesk desk : desks.values()) {
      var _ = desk.stocked(1);
    }
    TradeId trade = new TradeId(0);
    submit(trade);
    while (store.find(trade).orElseThrow().lock(Side.SECOND).isEmpty()) {
      round(ROUND);
    }
    round(ROUND);
    for (Side side : Side.values()) {
      refused(VaultError.WRONG_PREIMAGE, side, claim(trade, side, Bytes.zeros(32)));
      refused(VaultError.LOCK_NOT_EXPIRED, side, refund(trade, side));
    }
    for (SwapDesk desk : desks.values()) {
      desk.venue.advance(Duration.ofSeconds(TIMEOUT));
    }
    for (Side side : Side.values()) {
      refused(VaultError.LOCK_EXPIRED, side, claim(trade, side, preimage(trade)));
    }
    for (int i = 0; i < ROUNDS_MAX && !phase(trade).isFinal(); i++) {
      round(LONG_ROUND);
    }
    assertThat(phase(trade)).isEqualTo(SwapPhase.REFUNDED);
    assertEnded(List.of(trade));
    for (Side side : Side.values()) {
      refused(VaultError.NOTE_SPENT, side, refund(trade, side));
    }
  }

  private Bytes claim(TradeId trade, Side side, Bytes preimage) {
    LegLock lock = lock(trade, side);
    return VaultCalls.claim(
        new PlacedNote(lock.note(), lock.place(), lock.path()), lock.terms(), preimage);
  }

  private Bytes refund(TradeId trade, Side side) {
    LegLock lock = lock(trade, side);
    return VaultCalls.refund(new PlacedNote(lock.note(), lock.place(), lock.path()), lock.terms());
  }

  private void refused(VaultError error, Side side, Bytes call) {
    assertThatThrownBy(() -> venue(side).send(call))
        .isInstanceOfSatisfying(
            VaultRefusedException.class, refusal -> assertThat(refusal.error()).contains(error));
  }

  @Test
  void ofAHundredSwapsWithAFaultEachAllAreWholeInTheEnd() throws Exception {
    int swaps = 100;
    for (SwapDesk desk : desks.values()) {
      var _ = desk.stocked(swaps);
    }
    List<TradeId> trades = LongStream.range(0, swaps).mapToObj(TradeId::new).toList();
    trades.forEach(this::submit);
    round(LONG_ROUND);
    Random random = new Random(SEED);
    List<List<Runnable>> faults = faults(trades, random);
    for (int i = 0; i < ROUNDS_MAX && !trades.stream().allMatch(t -> phase(t).isFinal()); i++) {
      if (i < faults.size()) {
        faults.get(i).forEach(Runnable::run);
      }
      round(i < faults.size() + 4 ? ROUND : LONG_ROUND);
      cutOff.clear();
      reorganised.clear();
    }
    assertThat(trades).extracting(this::phase).contains(SwapPhase.SWAPPED, SwapPhase.REFUNDED);
    assertEnded(trades);
  }

  /** For each of the first rounds what goes wrong in it, one fault for each swap. */
  private List<List<Runnable>> faults(List<TradeId> trades, Random random) {
    List<List<Runnable>> faults = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      faults.add(new ArrayList<>());
    }
    for (TradeId trade : trades) {
      Side side = random.nextBoolean() ? Side.FIRST : Side.SECOND;
      SwapDesk desk = desks.get(side);
      int round = random.nextInt(faults.size());
      faults
          .get(round)
          .add(
              switch (random.nextInt(9)) {
                case 0 -> () -> crashes.crashAt(random.nextInt(200), random.nextBoolean());
                case 1 -> () -> reorganise(side, true);
                case 2 -> () -> reorganise(side, false);
                case 3 -> () -> cutOff.put(side, true);
                case 4 -> () -> ignoringRefusal(() -> desk.spendElsewhere(trade));
                case 5 -> () -> desk.refused.add(trade);
                case 6 -> () -> desk.unreachable.add(trade);
                case 7 -> () -> stranger(trade, side, true);
                default -> () -> stranger(trade, side, false);
              });
    }
    return faults;
  }

  /** Takes blocks back that are not final: once between two rounds, or they would be. */
  private void reorganise(Side side, boolean keepTransactions) {
    if (reorganised.put(side, true) == null) {
      venue(side).chain.rollBack((int) CONFIRMATIONS - 1, keepTransactions);
    }
  }

  /** Somebody refunds, or claims with a wrong preimage, before the time. */
  private void stranger(TradeId trade, Side side, boolean refunds) {
    if (desks.get(side).lock(trade).isPresent()
        && store.find(trade).orElseThrow().lock(side).isPresent()) {
      Bytes call = refunds ? refund(trade, side) : claim(trade, side, Bytes.zeros(32));
      assertThatThrownBy(() -> venue(side).send(call)).isInstanceOf(VaultRefusedException.class);
    }
  }

  private static void ignoringRefusal(Attempt attempt) {
    try {
      attempt.run();
    } catch (VaultRefusedException tooLate) {
      assertThat(tooLate.error()).contains(VaultError.NOTE_SPENT);
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  /** Something that may fail. */
  private interface Attempt {
    void run() throws Exception;
  }

  /** By the chains' own word: both legs claimed, with a proof that holds, or none. */
  private void assertEnded(List<TradeId> trades) throws Exception {
    Map<Side, List<VaultEvent>> events = new EnumMap<>(Side.class);
    List<EvmChainFacts> facts = new ArrayList<>();
    for (Side side : Side.values()) {
      List<VaultArchive.Entry> archive = venue(side).archive();
      events.put(side, archive.stream().map(entry -> entry.log().event()).toList());
      facts.add(new EvmChainFacts(venue(side).vault, archive));
    }
    Map<String, EvmChainFacts> known =
        Map.of(CHAINS.first(), facts.getFirst(), CHAINS.second(), facts.getLast());
    for (TradeId trade : trades) {
      assertThat(phase(trade)).as("%s", trade).isIn(SwapPhase.SWAPPED, SwapPhase.REFUNDED);
      boolean swapped = phase(trade) == SwapPhase.SWAPPED;
      for (Side side : Side.values()) {
        desks.get(side).assertEnded(trade, swapped, events.get(side));
      }
      assertThat(service.proof(trade).filter(proof -> proof.holds(known)).isPresent())
          .isEqualTo(swapped);
    }
  }
}
