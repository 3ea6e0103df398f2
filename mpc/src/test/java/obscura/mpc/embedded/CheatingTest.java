package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import obscura.mpc.net.BentLines.Bend;
import obscura.mpc.net.BentLines.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One party bends one message, of every kind and in every way. Either the job aborts, and nothing
 * more is opened to anybody, or its result is right; and when the cheater is replaced the same job
 * is done.
 */
class CheatingTest {
  /** Every place in the code that sends a message within a job. */
  private static final List<String> IN_A_JOB =
      List.of(
          "Agreement.require",
          "Gates.reshare",
          "TripleBatch.make",
          "TripleBatch.openLast",
          "Coin.everybodys",
          "ProductCheck.openDifferences",
          "ProductCheck.requireZero",
          "Opening.open",
          "Sealing.exchanged");

  /** Of which there are several in a job. */
  private static final List<String> OFTEN =
      List.of(
          "Gates.reshare",
          "Coin.everybodys",
          "ProductCheck.openDifferences",
          "ProductCheck.requireZero",
          "Opening.open");

  /** Every place that sends one at the start of an epoch. */
  private static final List<String> AT_A_START =
      List.of(
          "Alignment.exchanged",
          "Alignment.alignDigests",
          "RosterAgreement.shortest",
          "RosterAgreement.requireSame",
          "RosterAgreement.requireSameProfile",
          "JobTags.agree",
          "Draws.agree",
          "Bulk.exchange",
          "Bulk.pieces",
          "KeyExchange.rotate",
          "KeyExchange.answer",
          "KeyExchange.prove");

  @TempDir Path directory;

  static Stream<Arguments> bends() {
    List<Arguments> all = new ArrayList<>();
    for (Bend bend : Bend.values()) {
      IN_A_JOB.forEach(kind -> all.add(Arguments.of(kind, bend, false)));
      AT_A_START.forEach(kind -> all.add(Arguments.of(kind, bend, true)));
    }
    all.removeIf(
        one -> one.get()[0].equals("Opening.open") && one.get()[1] == Bend.LIE); // fools itself
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("bends")
  void aBentMessageIsNeverAccepted(String kind, Bend bend, boolean atAStart) {
    int skip = 0;
    int bent = 0;
    try (CheatedParties parties = new CheatedParties(directory)) {
      for (int party = 0; party < 3; party++) {
        for (boolean up : new boolean[] {false, true}) {
          Plan plan = new Plan(party, kind, up, bend, OFTEN.contains(kind) ? skip++ % 4 : 0);
          bent += parties.attempt(plan, atAStart) ? 1 : 0;
        }
      }
    }
    assertThat(bent).as("messages of this kind that were bent").isGreaterThanOrEqualTo(2);
  }

  /** A kind of message that nobody thought of here would go untested. */
  @Test
  void theListOfKindsIsComplete() {
    try (CheatedParties parties = new CheatedParties(directory)) {
      parties.attempt(new Plan(0, "none", true, Bend.DROP, 0), true);
      List<String> listed = new ArrayList<>(IN_A_JOB);
      listed.addAll(AT_A_START);
      assertThat(parties.lines.seen).containsExactlyInAnyOrderElementsOf(listed);
    }
  }
}
