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

/** One party bends what only a selection sends: what it says of the time, and of the set. */
class CheatingSelectionTest {
  private static final List<String> IN_A_SELECTION =
      List.of("Closing.votes", "Closing.requireSame");

  @TempDir Path directory;

  static Stream<Arguments> bends() {
    List<Arguments> all = new ArrayList<>();
    for (Bend bend : Bend.values()) {
      IN_A_SELECTION.forEach(kind -> all.add(Arguments.of(kind, bend)));
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("bends")
  void theSelectionIsAbortedOrRight(String kind, Bend bend) {
    int bent = 0;
    try (CheatedParties parties = new CheatedParties(directory)) {
      for (int party = 0; party < 3; party++) {
        Plan plan = new Plan(party, kind, party == 1, bend, 0);
        bent += parties.attemptSelection(plan) ? 1 : 0;
      }
    }
    assertThat(bent).as("messages of this kind that were bent").isGreaterThanOrEqualTo(2);
  }

  @Test
  void theListOfKindsIsComplete() {
    try (CheatedParties parties = new CheatedParties(directory)) {
      parties.attemptSelection(new Plan(0, "none", true, Bend.DROP, 0));
      assertThat(parties.lines.seen).filteredOn(kind -> kind.startsWith("Closing"))
          .containsExactlyInAnyOrderElementsOf(IN_A_SELECTION);
    }
  }
}
