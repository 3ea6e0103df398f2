package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import obscura.mpc.api.CheatingSuspectedException;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Job.Lifetime;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Vector;
import obscura.mpc.net.Links;
import obscura.mpc.party.Party;
import obscura.mpc.party.StorePlace;
import obscura.mpc.venue.ThreeParties;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One party's clock says anything; the others' business is not changed by it. */
class LyingClockTest {
  private static final int LIAR = 1;

  @TempDir Path directory;

  private final List<Party> parties = new ArrayList<>();
  private final Clock honest = Clock.systemUTC();
  private final Liar liar = new Liar();
  private ThreeParties engine;

  private static final class Liar extends Clock {
    private volatile Instant now = Instant.now();

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeEach
  void start() {
    Links[] links = Links.inMemory();
    for (int k = 0; k < 3; k++) {
      Party party =
          new Party(
              new StorePlace(directory.resolve("mpc-" + k), Rig.key(k), false),
              Rig.charter(k),
              links[k],
              (what, bits) -> {},
              k == LIAR ? liar : honest,
              new Protection(
                  Mode.MALICIOUS, Supply.insecureForTests(1 << 10, 0), Duration.ofSeconds(10)),
              Thread.ofVirtual());
      parties.add(party);
      party.start().join();
    }
    engine =
        new ThreeParties(
            parties,
            Rig.GATEWAY,
            Duration.ofSeconds(10),
            honest,
            (what, bits) -> {},
            Mode.MALICIOUS);
    var _ = engine.adopt(Rig.PAPERS.roster()).join();
  }

  @AfterEach
  void stop() {
    engine.close();
    parties.forEach(Party::close);
  }

  private Handle put(String owner, long record, boolean buys) {
    Vector vector = buys ? Rig.buy(5, 100) : Rig.sell(5, 100);
    return engine.put(Rig.order(owner, record, Lifetime.RESTS, vector)).join();
  }

  private Outcome.Matched add(long number, Handle order) {
    return (Outcome.Matched) engine.execute(new Job.AddOrder(number, order)).join();
  }

  /**
   * Its keys seem a day old at once: it says so, an epoch begins, and what was put is done. Nothing
   * new is taken until it is right again, as all that is put now is a day old for it.
   */
  @Test
  void aClockThatJumpsADayCostsAnEpochAndWhatIsPutMeanwhile() {
    Handle sell = put("A", 1, false);
    Handle buy = put("B", 2, true);
    assertThat(add(1, sell).resting()).isTrue();
    long before = engine.join().join();
    liar.now = Instant.now().plus(Duration.ofHours(25));
    Outcome.Matched met = null;
    for (int attempt = 0; met == null && attempt < 3; attempt++) {
      try {
        met = add(2, buy);
      } catch (CompletionException old) {
        assertThat(old).hasCauseInstanceOf(MpcUnavailableException.class);
        assertThat(old).hasMessageContaining("party " + LIAR).hasMessageContaining("too old");
      }
    }
    assertThat(met).isNotNull();
    assertThat(met.done()).isTrue();
    assertThat(engine.join().join()).isGreaterThan(before);
    assertThatThrownBy(() -> put("A", 3, false))
        .hasCauseInstanceOf(CheatingSuspectedException.class)
        .hasMessageContaining("party " + LIAR + " refuses: an input whose time is not now");
    liar.now = Instant.now();
    assertThat(add(3, put("A", 4, false)).resting()).isTrue();
    assertThat(engine.whyStopped()).isNull();
  }

  private Handle asked(long record, long closes) {
    Purpose asks = new Purpose.Request(false, false, List.of("M"), closes);
    long now = System.currentTimeMillis();
    Origin origin = new Origin("T", "T", record, now, "R" + record, 0, false, asks);
    return engine.put(new Input(origin, Vector.input(1, 0, 5, 0, 0, 0))).join();
  }

  private Outcome select(long number, Handle request) {
    return engine.execute(new Job.SelectBest(number, request)).join();
  }

  /** A lie about the time holds a selection back; it brings none forward. */
  @Test
  void aClockThatLiesDelaysASelectionAndBringsNoneForward() {
    Outcome nobody = new Outcome.Selected(List.of(), List.of(), List.of());
    Instant now = Instant.now();
    Handle over = asked(1, now.minus(Duration.ofHours(1)).toEpochMilli());
    Handle open = asked(2, now.plus(Duration.ofHours(1)).toEpochMilli());
    engine.execute(new Job.AdmitRequest(1, over)).join();
    engine.execute(new Job.AdmitRequest(2, open)).join();
    liar.now = now.plus(Duration.ofHours(2));
    assertThat(select(3, open)).isEqualTo(new Outcome.TooEarly());
    liar.now = now.minus(Duration.ofHours(2));
    assertThat(select(4, over)).isEqualTo(new Outcome.TooEarly());
    assertThat(select(4, over)).as("asked again").isEqualTo(new Outcome.TooEarly());
    liar.now = now;
    assertThat(select(5, over)).isEqualTo(nobody);
    assertThat(engine.whyStopped()).isNull();
  }

  /** Inputs are deleted as orphans only if all three clocks call them old. */
  @Test
  void aClockInThePastOrTheFutureDeletesNothing() {
    Instant start = Instant.now();
    liar.now = start.minusSeconds(50);
    Handle early = put("A", 1, false);
    liar.now = start.plus(Duration.ofMinutes(9));
    Handle late = put("B", 2, true);
    assertThat(engine.collectOrphans(start.minusSeconds(10)).join())
        .as("only the liar calls the early one old")
        .isZero();
    assertThat(engine.collectOrphans(start.plus(Duration.ofMinutes(8))).join())
        .as("all but the liar call the late one old")
        .isEqualTo(1);
    assertThat(add(1, late).resting()).isTrue();
    Job second = new Job.AddOrder(2, early);
    assertThat(engine.execute(second).join())
        .as("old by all clocks")
        .isInstanceOf(Outcome.Refused.class);
  }
}
