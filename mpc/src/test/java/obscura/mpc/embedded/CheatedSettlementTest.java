package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import obscura.mpc.api.CheatingSuspectedException;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Mode;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.CommitFill;
import obscura.mpc.api.Settlement.Made;
import obscura.mpc.api.Settlement.Place;
import obscura.mpc.api.Settlement.Proved;
import obscura.mpc.api.Settlement.SignBatch;
import obscura.mpc.net.BentLines;
import obscura.mpc.net.BentLines.Bend;
import obscura.mpc.net.BentLines.Plan;
import obscura.mpc.net.Links;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.Supply;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One party bends a message while a fill is committed or a batch is proved: it is noticed, and
 * nothing more is opened to anybody; or the notes are right. When the cheater is replaced the job
 * is done.
 */
class CheatedSettlementTest {
  private static final long LOTS = 3;
  private static final long TICKS = 101;
  private static final BigInteger MUCH = BigInteger.TEN.pow(18);

  @TempDir Path directory;
  private CheatedParties parties;
  private SettlementRig venue;
  private Handle fill;
  private CommitFill task;

  private void start() {
    Protection protection =
        new Protection(Mode.MALICIOUS, Supply.insecureForTests(1 << 12, 0), Duration.ofSeconds(10));
    parties = new CheatedParties(directory, protection);
    Rig rig = new Rig(directory, parties.engine);
    parties.clock.set(rig.clock.millis());
    venue = new SettlementRig(rig, "A", "B");
    // What rests is A's, at 100.
    fill = venue.rig.add("B", Rig.buy(LOTS, TICKS + 1)).fills().getFirst().fill();
    task =
        venue.task(
            fill,
            List.of(venue.deposit("A", true, MUCH)),
            List.of(venue.deposit("B", false, MUCH)));
    parties.job = venue.rig.job;
  }

  private boolean attempt(Plan plan, Settlement asked, Consumer<Settlement.Answer> right) {
    return parties.attempt(
        plan,
        false,
        number -> new Job.Settle(number, asked),
        outcome -> right.accept(((Outcome.Settled) outcome).answer()));
  }

  private void isRight(Settlement.Answer answer) {
    assertThat(venue.read((Made) answer))
        .containsExactly(
            SettlementRig.bought(LOTS),
            SettlementRig.paid(LOTS, TICKS),
            MUCH.subtract(SettlementRig.bought(LOTS)),
            MUCH.subtract(SettlementRig.paid(LOTS, TICKS)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "Gates.reshare, FLIP, 5, 3",
    "Gates.reshare, LIE, 37, 3",
    "ProductCheck.openDifferences, FLIP, 1, 6",
    "ProductCheck.requireZero, FLIP, 2, 6",
    "Opening.open, FLIP, 0, 6",
    "Opening.open, SWAP, 1, 6",
    "Opening.openToHolders, FLIP, 0, 6",
    "Opening.third, FLIP, 0, 6",
    "Opening.third, SWAP, 0, 6",
    "Sealing.exchanged, FLIP, 0, 6"
  })
  void aBentMessageIsNeverAccepted(String kind, Bend bend, int skip, int messages) {
    start();
    int bent = 0;
    try {
      for (int party = 0; party < 3; party++) {
        for (boolean up : new boolean[] {false, true}) {
          bent += attempt(new Plan(party, kind, up, bend, skip), task, this::isRight) ? 1 : 0;
        }
      }
    } finally {
      parties.close();
    }
    assertThat(bent).as("messages that were bent").isEqualTo(messages);
  }

  /** What is sent is a point, and would make another commitment. */
  @ParameterizedTest
  @CsvSource({"0", "1", "2"})
  void theShareOfAnotherCommitmentIsNoticedBeforeItIsAddedUp(int cheater) {
    AtomicBoolean cheats = new AtomicBoolean();
    Set<String> opened = ConcurrentHashMap.newKeySet();
    Links[] links =
        BentLines.altered(
            cheater,
            (kind, words) -> {
              if (cheats.get() && kind.equals("Opening.third")) {
                long[] last = Arrays.copyOfRange(words, words.length - 8, words.length);
                System.arraycopy(words, 0, words, 8, words.length - 8);
                System.arraycopy(last, 0, words, 0, 8);
              }
            });
    EmbeddedParties engine =
        SettlementRig.engine(
            directory,
            Mode.MALICIOUS,
            links,
            party ->
                (what, bits) -> {
                  if (cheats.get() && party != cheater) {
                    opened.add(what);
                  }
                });
    try (Rig rig = new Rig(directory, engine)) {
      venue = new SettlementRig(rig, "A", "B");
      task =
          venue.task(
              venue.fill(LOTS, TICKS),
              List.of(venue.deposit("A", true, MUCH)),
              List.of(venue.deposit("B", false, MUCH)));
      Job job = new Job.Settle(++rig.job, task);
      cheats.set(true);
      assertThatThrownBy(() -> engine.execute(job).join())
          .hasCauseInstanceOf(CheatingSuspectedException.class);
      assertThat(opened).contains("commitment").doesNotContain("padded amount");
      cheats.set(false);
      isRight(((Outcome.Settled) engine.execute(job).join()).answer());
    }
  }

  @ParameterizedTest
  @CsvSource({"0", "1"})
  void aProofOfBalanceIsRightOrThereIsNone(int skip) {
    start();
    try {
      attempt(new Plan(0, "none", true, Bend.FLIP, 0), task, this::isRight);
      List<Place> places = List.of(new Place(1, 0), new Place(2, 0));
      for (int party = 0; party < 3; party++) {
        for (boolean up : new boolean[] {false, true}) {
          SignBatch batch = new SignBatch(party, 1, 1, List.of(fill), places);
          Plan plan = new Plan(party, "Opening.third", up, Bend.FLIP, skip);
          assertThat(attempt(plan, batch, answer -> assertThat(answer).isInstanceOf(Proved.class)))
              .isTrue();
        }
      }
    } finally {
      parties.close();
    }
  }
}
