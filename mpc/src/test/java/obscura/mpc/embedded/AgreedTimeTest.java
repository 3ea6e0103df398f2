package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.SignedPrice;
import obscura.mpc.api.Vector;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.oracle.OracleKey;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A party spoils a job at its last message, after its outcome was opened: one of the others has
 * done it, the other has not. A minute later it is done again.
 */
class AgreedTimeTest {
  private static final int LIAR = 1;
  private static final OracleKey ORACLE = new OracleKey(Rig.key(5));
  private static final String ROSTER = roster();

  @TempDir Path directory;
  private final SetClock clock = new SetClock(System.currentTimeMillis());
  private final AtomicInteger seals = new AtomicInteger();
  private volatile boolean spoils;

  private static String roster() {
    Roster roster = Rig.OPERATORS.roster();
    for (String line :
        List.of(
            "instrument 12 0.001 0.01 on reference 50 150",
            "key oracle FEED " + ORACLE.publicHex(),
            "parameter reference-max-age 30")) {
      roster = roster.with(Entry.parse(line));
    }
    return Rig.OPERATORS.text(Rig.OPERATORS.signed(roster, 0, 1));
  }

  /** The next party gets its last message, the one before does not. */
  private void alter(String kind, long[] words) {
    if (spoils && kind.equals("Sealing.exchanged") && seals.incrementAndGet() == 2) {
      throw new PeerSilentException("says nothing more");
    }
  }

  private EmbeddedParties open() {
    BiConsumer<String, long[]> alteration = this::alter;
    var papers =
        new EmbeddedParties.Papers(Rig.GATEWAY, Rig.OPERATORS.operators(), ROSTER, Rig.SIGNERS);
    var surroundings =
        new EmbeddedParties.Surroundings(
            papers,
            Rig.QUICK.patience(),
            clock,
            k -> (what, bits) -> {},
            BentLines.altered(LIAR, alteration));
    return new EmbeddedParties(directory, Rig::key, surroundings, Rig.QUICK);
  }

  private static Handle order(EmbeddedParties parties, String owner, long message, long side) {
    return parties
        .put(Rig.order(owner, message, Lifetime.RESTS, Rig.order(12, side, 5, 100, 0)))
        .join();
  }

  @Test
  void whatMetAtAPriceMeetsAtItThoughItIsTooOldByNow() {
    try (EmbeddedParties parties = open()) {
      SignedPrice price = ORACLE.sign("TEST", 12, 100, clock.millis(), "FEED");
      assertThat(parties.execute(new Job.SetReference(1, price)).join())
          .isEqualTo(new Outcome.Done());
      Handle sell = order(parties, "A", 1, 1);
      Handle buy = order(parties, "B", 2, 0);
      assertThat(parties.execute(new Job.AddOrder(2, sell)).join())
          .isInstanceOfSatisfying(
              Outcome.Matched.class, resting -> assertThat(resting.resting()).isTrue());
      Job meeting = new Job.AddOrder(3, buy);

      spoils = true;
      assertThatThrownBy(() -> parties.execute(meeting).join())
          .hasCauseInstanceOf(MpcUnavailableException.class);
      assertThat(seals.get()).isEqualTo(2);
      spoils = false;

      clock.set(clock.millis() + 60_000);
      Outcome.Matched met = (Outcome.Matched) parties.execute(meeting).join();
      assertThat(met.fills()).extracting(Outcome.Fill::contra).containsExactly(sell);
    }
  }

  /** By their clocks quotes may come again, and one of them could have changed the set. */
  @Test
  void aSelectionThatWasMadeIsMadeAgain() {
    long closes = clock.millis();
    try (EmbeddedParties parties = open()) {
      Purpose asks = new Purpose.Request(false, false, List.of("M"), closes);
      Origin origin = new Origin("T", "T", 1, closes, "R1", 0, false, asks);
      Handle request = parties.put(new Input(origin, Vector.input(1, 0, 5, 0, 0, 0))).join();
      assertThat(parties.execute(new Job.AdmitRequest(1, request)).join())
          .isEqualTo(new Outcome.Admitted(true));
      Job selection = new Job.SelectBest(2, request);

      spoils = true;
      assertThatThrownBy(() -> parties.execute(selection).join())
          .hasCauseInstanceOf(MpcUnavailableException.class);
      assertThat(seals.get()).isEqualTo(2);
      spoils = false;

      clock.set(closes - 10_000);
      assertThat(parties.execute(selection).join())
          .isEqualTo(new Outcome.Selected(List.of(), List.of(), List.of()));
    }
  }
}
