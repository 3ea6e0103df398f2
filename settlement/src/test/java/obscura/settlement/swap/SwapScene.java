package obscura.settlement.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.swap.core.LegLock;
import obscura.settlement.swap.core.SafeDeadlines;
import obscura.settlement.swap.core.Side;
import obscura.settlement.swap.core.Slack;
import obscura.settlement.swap.core.Swap;
import obscura.settlement.swap.core.SwapPhase;
import obscura.settlement.swap.port.LockChain;
import obscura.settlement.swap.port.LockOffice;
import obscura.settlement.swap.port.Preimages;
import obscura.settlement.swap.port.SwapStore;
import obscura.settlement.swap.store.JdbcSwapStore;
import obscura.settlement.swap.store.SwapDatabase;

/** One swap over a real store and two chains that are played, and a process that can die. */
final class SwapScene {
  static final TradeId TRADE = new TradeId(7);
  static final Swap.Chains CHAINS = new Swap.Chains("sim:1", "sim:2");
  static final Slack SLACK = new Slack(120, 20, 100_000);
  static final long SHORTEST =
      new SafeDeadlines(SimLockChain.TIMES, SimLockChain.TIMES, SLACK).shortestSeconds();
  private static final long START = 1_800_000_000L;
  private static final int STEPS_MAX = 3_000;

  final SimLockChain first;
  final SimLockChain second;
  final SimOffice firstOffice;
  final SimOffice secondOffice;
  final CrashPoints crashes = new CrashPoints();
  final List<SwapPhase> told = new ArrayList<>();
  private final SwapStore store;
  private final Preimages preimages = new HeldPreimages(new byte[32]);
  boolean partiesDown;
  long absentSteps;
  long now = START;
  private SwapService service;

  SwapScene(SwapDatabase database, Random random) {
    database.transaction(connection -> {
      try (Statement clear = connection.createStatement()) {
        return clear.execute("DELETE FROM swap");
      }
    });
    first = new SimLockChain(1, now, random);
    second = new SimLockChain(2, now, random);
    firstOffice = new SimOffice(first.vault, random);
    secondOffice = new SimOffice(second.vault, random);
    store =
        new JdbcSwapStore(
            database, name -> name.equals(CHAINS.first()) ? first.vault : second.vault);
    service = process();
  }

  /** A new process over the same store. */
  private SwapService process() {
    crashes.none();
    return new SwapService(
        SLACK,
        new SwapPorts(
            crashes.watched(SwapStore.class, store),
            Map.of(
                CHAINS.first(),
                new SwapLeg(
                    crashes.watched(LockChain.class, first),
                    crashes.watched(LockOffice.class, firstOffice)),
                CHAINS.second(),
                new SwapLeg(
                    crashes.watched(LockChain.class, second),
                    crashes.watched(LockOffice.class, secondOffice))),
            crashes.watched(Preimages.class, new Parties()),
            swap -> told.add(swap.phase()),
            () -> Instant.ofEpochSecond(now)));
  }

  /** The holder of the preimages, who may be away. */
  private final class Parties implements Preimages {
    @Override
    public Bytes hash(TradeId swap) {
      return preimages.hash(swap);
    }

    @Override
    public Bytes open(Swap swap) {
      if (partiesDown) {
        throw new UnavailableException("no two parties answer");
      }
      return preimages.open(swap);
    }
  }

  void submit(long timeoutSeconds) {
    assertThat(service.submit(TRADE, CHAINS, timeoutSeconds))
        .isInstanceOf(Acceptance.Accepted.class);
  }

  Acceptance submitted(Swap.Chains chains, long timeoutSeconds) {
    return service.submit(TRADE, chains, timeoutSeconds);
  }

  /** Ten seconds. */
  void step() {
    if (absentSteps > 0) {
      absentSteps--;
    } else {
      try {
        service.tick();
      } catch (CrashPoints.Crash dead) {
        service = process();
      }
    }
    now += SimLockChain.STEP_SECONDS;
    first.mine(now);
    second.mine(now);
  }

  void steps(int n) {
    for (int i = 0; i < n; i++) {
      step();
    }
  }

  /** All is well again, and time goes by until it is over. */
  void comesToAnEnd() {
    crashes.none();
    first.down = false;
    second.down = false;
    firstOffice.down = false;
    secondOffice.down = false;
    partiesDown = false;
    for (int i = 0; i < STEPS_MAX && !swap().phase().isFinal(); i++) {
      step();
    }
    assertThat(swap().phase().isFinal()).as("%s is over", swap()).isTrue();
  }

  Swap swap() {
    return store.find(TRADE).orElseThrow();
  }

  SimLockChain chain(Side side) {
    return side == Side.FIRST ? first : second;
  }

  Optional<LegLock> lock(Side side) {
    return swap().lock(side);
  }

  /** Whether somebody outside may know the preimage. */
  boolean isExposed() {
    return first.claimHandedIn || second.claimHandedIn || swap().progress().published();
  }

  Bytes preimage() {
    return preimages.open(swap());
  }

  Map<String, SimLockChain> facts() {
    return Map.of(CHAINS.first(), first, CHAINS.second(), second);
  }

  boolean isClaimed(Side side) {
    return lock(side).filter(chain(side)::isClaimed).isPresent();
  }

  boolean isGoneOrRefunded(Side side) {
    return lock(side)
        .map(lock -> !chain(side).isThere(lock) || chain(side).refundedAt(lock).isPresent())
        .orElse(true);
  }

  /** Both claimed, with a proof, or both refunded, without one. */
  void assertAtomic() {
    boolean swapped = swap().phase() == SwapPhase.SWAPPED;
    for (Side side : Side.values()) {
      assertThat(isClaimed(side)).as("%s leg claimed; %s", side, swap()).isEqualTo(swapped);
      assertThat(isGoneOrRefunded(side)).as("%s leg back; %s", side, swap()).isEqualTo(!swapped);
    }
    assertThat(swap().phase()).isIn(SwapPhase.SWAPPED, SwapPhase.REFUNDED);
    assertThat(service.proof(TRADE).filter(proof -> proof.holds(facts())).isPresent())
        .isEqualTo(swapped);
  }

  SwapService service() {
    return service;
  }
}
