package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import obscura.mpc.api.CheatingSuspectedException;
import obscura.mpc.api.Ending;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.roster.Roster;
import obscura.mpc.venue.ThreeParties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The last thing that the parties did was on somebody's signed word. Then the gateway gets another
 * key, the venue starts again, asks its last job again and signs the word anew.
 */
class ChangedGatewayTest {
  private static final int LIAR = 1;
  private static final long SAID = System.currentTimeMillis();
  private static final ThreeParties.Gateway OTHER = gateway(11);
  private static final ThreeParties.Gateway NOBODY = gateway(12);
  private static final Roster ROSTER =
      Rig.OPERATORS.signed(
          Rig.OPERATORS.roster().with(TestOperators.gateway(OTHER.key().verifier().hex())), 0, 2);

  @TempDir Path directory;
  private final AtomicInteger lied = new AtomicInteger();
  private volatile boolean lies;

  private static ThreeParties.Gateway gateway(int key) {
    return new ThreeParties.Gateway("TEST", new GatewayKey(Rig.key(key)));
  }

  /** It stands one job earlier, it says, when all have the roster; then it says nothing more. */
  private void alter(String kind, long[] words) {
    if (lies && kind.equals("Alignment.exchanged")) {
      int sent = lied.incrementAndGet();
      if (sent > 4) {
        throw new PeerSilentException("says nothing more");
      }
      words[0] -= sent > 2 ? 1 : 0;
    }
  }

  private Rig rig(ThreeParties.Gateway gateway, Roster roster) {
    BiConsumer<String, long[]> alteration = this::alter;
    var papers =
        new EmbeddedParties.Papers(
            gateway, Rig.OPERATORS.operators(), Rig.OPERATORS.text(roster), Rig.SIGNERS);
    var surroundings =
        new EmbeddedParties.Surroundings(
            papers,
            Rig.QUICK.patience(),
            Clock.systemUTC(),
            k -> (what, bits) -> {},
            BentLines.altered(LIAR, alteration));
    return new Rig(directory, new EmbeddedParties(directory, Rig::key, surroundings, Rig.QUICK));
  }

  private Rig before() {
    return rig(Rig.GATEWAY, Rig.OPERATORS.roster());
  }

  private Rig after() {
    return rig(OTHER, ROSTER);
  }

  private static Job cancel(Rig rig, Handle order) {
    var word = rig.engine.statement("A", SAID, new Purpose.Cancel(order));
    return new Job.RemoveOrder(2, order, new Ending.ByOwner(word));
  }

  private static Handle cancelled(Rig rig) {
    Handle order = rig.put("A", Rig.sell(5, 100));
    rig.add(order);
    assertThat(rig.run(cancel(rig, order))).isEqualTo(new Outcome.Removed(true));
    return order;
  }

  /** The cancel was done, its answer given away, and then one party says that it lacks it. */
  private Handle takenBack() {
    try (Rig rig = before()) {
      Handle order = cancelled(rig);
      lies = true;
      assertThatThrownBy(() -> rig.engine.rotateKeys().join())
          .hasCauseInstanceOf(CheatingSuspectedException.class);
      return order;
    } finally {
      lies = false;
    }
  }

  private static void goesOn(Rig rig) {
    rig.job = 2;
    assertThat(rig.add("B", Rig.buy(5, 100)).resting()).as("nobody is there").isTrue();
    for (int party = 0; party < 3; party++) {
      assertThat(rig.embedded().refusals(party).values()).containsOnly(0L);
    }
  }

  @Test
  void aCancelThatIsSignedAnewIsTheSameCancel() {
    Handle order;
    try (Rig rig = before()) {
      order = cancelled(rig);
    }
    try (Rig rig = after()) {
      assertThat(rig.run(cancel(rig, order))).isEqualTo(new Outcome.Removed(true));
      goesOn(rig);
    }
  }

  /** One party says that it lacks the cancel: it is done again, by the roster of before. */
  @Test
  void alsoIfItHasToBeDoneAgain() {
    Handle order = takenBack();
    try (Rig rig = after()) {
      assertThat(rig.engine.executed()).as("it was taken back").isEqualTo(1);
      assertThat(rig.run(cancel(rig, order))).isEqualTo(new Outcome.Removed(true));
      goesOn(rig);
    }
  }

  /** Else the venue could have refused now what was done, and have it undone with that. */
  @Test
  void withoutASignatureItIsAnother() {
    Handle order = takenBack();
    try (Rig rig = rig(NOBODY, Rig.OPERATORS.roster())) {
      assertThatThrownBy(() -> rig.run(cancel(rig, order)))
          .hasCauseInstanceOf(MpcUnavailableException.class);
      assertThat(rig.embedded().refusals(0)).containsEntry(Rule.OTHER_JOB, 1L);
    }
  }

  @Test
  void aSignedWordOnAnotherOrderIsAnotherJob() {
    Handle other;
    try (Rig rig = before()) {
      cancelled(rig);
      other = rig.put("A", Rig.sell(5, 101));
    }
    try (Rig rig = after()) {
      assertThatThrownBy(() -> rig.run(cancel(rig, other)))
          .hasCauseInstanceOf(MpcUnavailableException.class);
      for (int party = 0; party < 3; party++) {
        assertThat(rig.embedded().refusals(party)).containsEntry(Rule.OTHER_JOB, 1L);
      }
    }
  }
}
