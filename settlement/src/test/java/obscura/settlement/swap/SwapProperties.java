package obscura.settlement.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.swap.core.ProvenLeg;
import obscura.settlement.swap.core.Side;
import obscura.settlement.swap.core.SwapPhase;
import obscura.settlement.swap.core.SwapProof;
import obscura.settlement.swap.store.SwapBytes;
import obscura.settlement.swap.store.SwapDatabase;

/** Swaps over two chains that are played, with everything that can go wrong. */
class SwapProperties {
  private static final int FAULTY_STEPS = 150;
  private static final long LONG_ABSENCE_STEPS = 400;
  private static SwapDatabase database;

  @BeforeContainer
  static void open() {
    database = SwapDatabase.open("jdbc:h2:mem:swaps", "sa", "");
  }

  @AfterContainer
  static void close() {
    database.close();
  }

  /**
   * Once others may know the preimage the venue is away for its absence at most, in all, and the
   * chains keep their times; before, anything may last for any time.
   */
  @Property(tries = 200)
  @Tag("property-24")
  void bothLegsAreClaimedOrBothAreRefunded(@ForAll long seed) {
    Random random = new Random(seed);
    SwapScene scene = new SwapScene(database, random);
    scene.submit(SwapScene.SHORTEST + random.nextInt(900));
    Faults faults = new Faults(scene, random);
    for (int i = 0; i < FAULTY_STEPS; i++) {
      if (random.nextInt(3) == 0) {
        faults.happen();
      }
      faults.step();
    }
    scene.comesToAnEnd();
    scene.assertAtomic();
    Statistics.label("end").collect(scene.swap().phase());
  }

  /**
   * The parties open the preimage at the last moment, the claim is lost, comes late and is thrown
   * out once; and who sees it claims the other leg at once, or nobody does and the venue is away.
   */
  @Property(tries = 150)
  @Tag("property-24")
  void aClaimBegunAtTheLastMomentIsInTime(
      @ForAll long seed, @ForAll boolean watched, @ForAll @IntRange(max = 3) int stepsBefore) {
    Random random = new Random(seed);
    SwapScene scene = new SwapScene(database, random);
    scene.submit(SwapScene.SHORTEST + random.nextInt(300));
    scene.partiesDown = true;
    long claimBy = scene.swap().deadlines().second().claimBy();
    while (scene.second.headSeconds() + stepsBefore * SimLockChain.STEP_SECONDS <= claimBy) {
      scene.step();
      boolean last =
          scene.second.headSeconds() + (stepsBefore + 1) * SimLockChain.STEP_SECONDS > claimBy;
      scene.partiesDown = !last;
    }
    scene.second.loseNext = random.nextBoolean();
    scene.steps(2);
    if (scene.isExposed()) {
      if (watched) {
        scene
            .lock(Side.FIRST)
            .ifPresent(lock -> scene.first.strangerClaims(lock, scene.preimage()));
      } else {
        scene.absentSteps = SwapScene.SLACK.absenceSeconds() / SimLockChain.STEP_SECONDS - 2;
      }
    }
    scene.steps(5);
    scene.second.reorganise(5);
    scene.comesToAnEnd();
    scene.assertAtomic();
    Statistics.label("end").collect(scene.swap().phase());
  }

  /** Faults, and how long they may last. */
  private static final class Faults {
    private final SwapScene scene;
    private final Random random;
    private long budget = SwapScene.SLACK.absenceSeconds() / SimLockChain.STEP_SECONDS - 2;
    private final Map<Side, Boolean> lost = new HashMap<>();
    private long outage;
    private long partiesAway;

    Faults(SwapScene scene, Random random) {
      this.scene = scene;
      this.random = random;
    }

    void step() {
      if (outage > 0 && --outage == 0) {
        scene.first.down = false;
        scene.second.down = false;
      }
      if (partiesAway > 0 && --partiesAway == 0) {
        scene.partiesDown = false;
        scene.firstOffice.down = false;
        scene.secondOffice.down = false;
      }
      boolean before = scene.isExposed();
      scene.step();
      if (!before && scene.isExposed()) {
        outage = Math.min(outage, 1);
        scene.absentSteps = 0;
      }
    }

    private long lasting() {
      if (!scene.isExposed()) {
        return random.nextLong(random.nextInt(5) == 0 ? LONG_ABSENCE_STEPS : 12);
      }
      long steps = budget <= 0 ? 0 : random.nextLong(budget + 1);
      budget -= steps;
      return steps;
    }

    void happen() {
      Side side = random.nextBoolean() ? Side.FIRST : Side.SECOND;
      SimLockChain chain = scene.chain(side);
      switch (random.nextInt(16)) {
        case 0, 1, 2, 3 -> crash();
        case 4 -> scene.absentSteps = Math.max(scene.absentSteps, lasting());
        case 5, 6 -> {
          outage = Math.max(outage, lasting());
          chain.down = outage > 0;
        }
        case 7, 8 -> chain.reorganise(1 + random.nextInt(5));
        case 9 -> {
          if (!scene.isExposed() || lost.put(side, true) == null) {
            chain.loseNext = true;
          }
        }
        case 10 -> {
          if (random.nextInt(6) == 0) {
            chain.poisoned = true;
          }
        }
        case 11 -> {
          SimOffice office = side == Side.FIRST ? scene.firstOffice : scene.secondOffice;
          office.refuses = random.nextInt(8) == 0;
        }
        case 12 -> {
          partiesAway = 1 + random.nextLong(40);
          scene.partiesDown = !scene.isExposed();
          scene.firstOffice.down = true;
          scene.secondOffice.down = true;
        }
        case 13 -> scene.lock(side).ifPresent(chain::strangerRefunds);
        case 14 -> scene.lock(side).ifPresent(lock -> chain.strangerClaims(lock, Bytes.zeros(32)));
        case 15 -> {
          if (scene.isExposed()) {
            scene.lock(side).ifPresent(lock -> chain.strangerClaims(lock, scene.preimage()));
          }
        }
        default -> throw new AssertionError("no such fault");
      }
    }

    private void crash() {
      scene.crashes.crashAt(random.nextInt(12), random.nextBoolean());
    }
  }

  /** What keeps a swap from being done, for long enough. */
  enum Obstacle {
    FIRST_LOCK_NEVER_COMES,
    SECOND_LOCK_NEVER_COMES,
    SECOND_LOCK_IS_NOT_SIGNED,
    PARTIES_DO_NOT_OPEN,
    SECOND_CHAIN_IS_DOWN,
    VENUE_IS_AWAY
  }

  @Property(tries = 150)
  @Tag("property-25")
  void whatDoesNotEndInTimeGoesBackAfterTheDeadlinesAndNotBefore(
      @ForAll long seed, @ForAll Obstacle obstacle, @ForAll @IntRange(max = 20) int after) {
    Random random = new Random(seed);
    SwapScene scene = new SwapScene(database, random);
    scene.submit(SwapScene.SHORTEST + random.nextInt(300));
    switch (obstacle) {
      case FIRST_LOCK_NEVER_COMES -> scene.first.poisoned = true;
      case SECOND_LOCK_NEVER_COMES -> scene.second.poisoned = true;
      case SECOND_LOCK_IS_NOT_SIGNED -> scene.secondOffice.refuses = true;
      case PARTIES_DO_NOT_OPEN -> scene.partiesDown = true;
      case SECOND_CHAIN_IS_DOWN -> {
        scene.steps(Math.min(after, 6));
        scene.second.down = true;
      }
      case VENUE_IS_AWAY -> {
        scene.steps(Math.min(after, 6));
        scene.absentSteps = Long.MAX_VALUE;
      }
    }
    long end = scene.swap().deadlines().second().claimBy() + 3 * SimLockChain.STEP_SECONDS;
    while (scene.now < end) {
      scene.step();
      assertNothingCameBackEarly(scene);
    }
    scene.absentSteps = 0;
    scene.second.down = false;
    scene.comesToAnEnd();
    scene.assertAtomic();
    assertThat(scene.swap().phase()).isEqualTo(SwapPhase.REFUNDED);
    assertThat(scene.first.claimHandedIn || scene.second.claimHandedIn).isFalse();
    for (Side side : Side.values()) {
      long deadline = scene.swap().deadlines().of(side).deadline();
      scene
          .lock(side)
          .flatMap(scene.chain(side)::refundedAt)
          .ifPresent(at -> assertThat(at).isBetween(deadline, deadline + 70));
    }
  }

  private static void assertNothingCameBackEarly(SwapScene scene) {
    for (Side side : Side.values()) {
      if (scene.chain(side).headSeconds() < scene.swap().deadlines().of(side).deadline()) {
        assertThat(scene.lock(side).flatMap(scene.chain(side)::refundedAt)).isEmpty();
      }
    }
  }

  @Property(tries = 100)
  @Tag("property-25")
  void aTimeoutThatIsNotSafeIsRefused(@ForAll @IntRange(max = 100_000) int seconds) {
    SwapScene scene = new SwapScene(database, new Random(seconds));
    Acceptance answer = scene.submitted(SwapScene.CHAINS, seconds);
    if (seconds < SwapScene.SHORTEST) {
      assertThat(answer).isEqualTo(new Acceptance.UnsafeTimeout(SwapScene.SHORTEST, 100_000));
    } else {
      assertThat(answer).isEqualTo(new Acceptance.Accepted());
      assertThat(scene.submitted(SwapScene.CHAINS, seconds)).isEqualTo(new Acceptance.Repeated());
    }
  }

  @Property(tries = 100)
  @Tag("property-26")
  void aProofHoldsForAnybodyAndNoBentOneDoes(@ForAll long seed) {
    Random random = new Random(seed);
    SwapScene scene = new SwapScene(database, random);
    scene.submit(SwapScene.SHORTEST);
    scene.comesToAnEnd();
    assertThat(scene.swap().phase()).isEqualTo(SwapPhase.SWAPPED);
    SwapProof proof = scene.service().proof(SwapScene.TRADE).orElseThrow();
    Bytes bytes = SwapBytes.of(proof);
    assertThat(SwapBytes.proof(bytes, name -> scene.facts().get(name).vault())).isEqualTo(proof);
    assertThat(proof.holds(scene.facts())).isTrue();

    for (SwapProof bent : bent(proof)) {
      assertThat(bent.holds(scene.facts())).as("%s", bent).isFalse();
    }
    for (int i = 0; i < 60; i++) {
      assertNoLonger(scene, flipped(bytes, random.nextInt(8 * bytes.length())));
    }
    SwapScene other = new SwapScene(database, new Random(~seed));
    assertThat(proof.holds(other.facts())).as("on chains where it did not happen").isFalse();
    assertThat(proof.holds(Map.of("sim:1", scene.first))).isFalse();
  }

  private static void assertNoLonger(SwapScene scene, Bytes bytes) {
    SwapProof bent;
    try {
      bent =
          SwapBytes.proof(
              bytes,
              name -> {
                if (!scene.facts().containsKey(name)) {
                  throw new IllegalArgumentException("no such chain");
                }
                return scene.facts().get(name).vault();
              });
    } catch (IllegalArgumentException unreadable) {
      return;
    }
    assertThatCode(() -> assertThat(bent.holds(scene.facts())).isFalse())
        .as("%s", bent)
        .doesNotThrowAnyException();
  }

  private static Bytes flipped(Bytes bytes, int bit) {
    byte[] copy = bytes.array();
    copy[bit / 8] ^= (byte) (1 << (bit % 8));
    return Bytes.of(copy);
  }

  /** Proofs of which one thing is not as it was. */
  private static List<SwapProof> bent(SwapProof proof) {
    ProvenLeg first = proof.first();
    ProvenLeg second = proof.second();
    List<SwapProof> bent = new ArrayList<>();
    bent.add(new SwapProof(proof.preimage(), second, first));
    bent.add(new SwapProof(proof.preimage(), first, first));
    bent.add(new SwapProof(Bytes.of(proof.preimage().array(), new byte[1]), first, second));
    bent.add(new SwapProof(flipped(proof.preimage(), 17), first, second));
    List<UnaryOperator<ProvenLeg>> bends =
        List.of(
            leg -> at(leg, leg.claimedAt(), leg.claimedAt()),
            leg -> at(leg, leg.lockedAt(), leg.lockedAt()),
            leg -> at(leg, leg.claimedAt(), leg.lockedAt()),
            leg -> path(leg, longer(leg.path())),
            leg ->
                path(
                    leg,
                    leg.path().isEmpty()
                        ? longer(leg.path())
                        : leg.path().subList(1, leg.path().size())));
    for (UnaryOperator<ProvenLeg> bend : bends) {
      bent.add(new SwapProof(proof.preimage(), bend.apply(first), second));
      bent.add(new SwapProof(proof.preimage(), first, bend.apply(second)));
    }
    return bent;
  }

  private static List<Bytes> longer(List<Bytes> path) {
    List<Bytes> longer = new ArrayList<>(path);
    longer.add(Bytes.zeros(32));
    return longer;
  }

  private static ProvenLeg at(
      ProvenLeg leg,
      obscura.settlement.swap.core.Inclusion locked,
      obscura.settlement.swap.core.Inclusion claimed) {
    return new ProvenLeg(
        leg.chain(),
        leg.note(),
        leg.place(),
        leg.terms(),
        leg.path(),
        locked,
        claimed,
        leg.claimBatch());
  }

  private static ProvenLeg path(ProvenLeg leg, List<Bytes> path) {
    return new ProvenLeg(
        leg.chain(),
        leg.note(),
        leg.place(),
        leg.terms(),
        path,
        leg.lockedAt(),
        leg.claimedAt(),
        leg.claimBatch());
  }
}
