package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who probes for hidden orders pays for more than a lot: the roster has a minimum. */
class LeastQuantityTest {
  private static final String BELOW = "402 quantity not a multiple or below minimum";

  @TempDir Path data;

  private LocalVenue venue(String entries) throws Exception {
    return new LocalVenue(data, Map.of("mpc.roster-entries", entries));
  }

  private static void order(Line desk, String id, String quantity) throws Exception {
    desk.say("35=D|11=%s|55=WETH-USDC|54=1|60=now|38=%s|40=2|44=2000|59=0".formatted(id, quantity));
  }

  private static String least(Line desk, String id) throws Exception {
    desk.say("35=x|320=%s|559=0|55=WETH-USDC".formatted(id));
    return desk.await("35=y", "320=" + id).get(562);
  }

  @Test
  void whatIsBelowTheMinimumIsRefusedAndTheListTellsWhatItIs() throws Exception {
    try (LocalVenue venue = venue("minimum * 1 100, parameter misses-per-minute 1000");
        Line desk = venue.taker("DESK1").loggedOn();
        Line maker = venue.maker("MAKER1").loggedOn()) {
      assertThat(least(desk, "s1")).isEqualTo("0.100");
      order(desk, "d1", "0.099");
      assertThat(desk.await("35=8", "11=d1", "150=8").get(58)).startsWith(BELOW);
      order(desk, "d2", "0.1");
      desk.await("35=8", "11=d2", "150=0");
      desk.say("35=G|11=d3|41=d2|55=WETH-USDC|54=1|60=now|38=0.05|40=2|44=2000");
      assertThat(desk.await("35=9", "11=d3").get(58)).startsWith(BELOW);
      desk.say(
          "35=R|131=r1|146=1|55=WETH-USDC|537=1|54=1|38=0.099|126=%s|60=now"
              .formatted(Line.time(60)));
      assertThat(desk.await("35=AG", "131=r1").get(58)).startsWith(BELOW);
      assertThat(maker.everythingSoFar("t1")).noneMatch(heard -> heard.has("35=R"));
    }
    try (LocalVenue venue = venue("minimum * 1 50");
        Line desk = venue.taker("DESK2").loggedOn()) {
      assertThat(least(desk, "s2"))
          .as("another line took the first one's place")
          .isEqualTo("0.050");
      order(desk, "d4", "0.05");
      desk.await("35=8", "11=d4", "150=0");
    }
  }
}
