package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import obscura.mpc.receipt.Document;
import obscura.mpc.receipt.DocumentText;
import obscura.mpc.receipt.Verifier;
import obscura.mpc.roster.OperatorKey;
import obscura.mpc.roster.Operators;
import obscura.mpc.roster.RosterText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a maker can check of a request that went through the whole venue. */
class TranscriptTest {
  private static List<Verifier.Finding> findings(Path data, Document document) throws IOException {
    List<String> keys = new ArrayList<>();
    for (int k = 0; k < 3; k++) {
      keys.add(OperatorKey.load(data.resolve("keys/operator-" + k + ".lms")).publicHex());
    }
    var roster = RosterText.read(Files.readString(data.resolve("roster")));
    return new Verifier(roster, new Operators(keys)).check(document);
  }

  private static void quote(Line maker, String id, String price) throws IOException {
    String asked = maker.await("35=R").get(131);
    maker.say(
        "35=S|117=%s|131=%s|537=1|55=WETH-USDC|133=%s|135=2|62=%s|60=now"
            .formatted(id, asked, price, Line.time(60)));
    maker.await("35=AI", "117=" + id, "297=0");
  }

  @Test
  void aSelectionLeavesATranscriptBeforeItIsShown(@TempDir Path data) throws Exception {
    try (LocalVenue venue = new LocalVenue(data);
        Line desk = venue.taker("DESK1").loggedOn();
        Line one = venue.maker("MAKER1").loggedOn()) {
      Line two = venue.maker("MAKER2").loggedOn();
      desk.say(
          "35=R|131=r1|146=1|55=WETH-USDC|537=1|54=1|38=2|126="
              + Line.time(240)
              + "|60=now|20023=10000");
      quote(two, "q2", "3001");
      two.say("35=Z|117=q2|298=1|295=1|55=WETH-USDC");
      two.await("35=AI", "117=q2", "297=4");
      two.close();
      quote(one, "q1", "3002");
      assertThat(desk.await("35=S", "131=r1").get(133)).isEqualTo("3002");
    }
    Document whole = DocumentText.read(Files.readString(data.resolve("transcripts/R1.txt")));
    assertThat(whole.quotes()).as("one was taken back").hasSize(1);
    assertThat(findings(data, whole)).hasSize(5).allMatch(Verifier.Finding::holds);
    assertThat(findings(data, whole.of("MAKER1"))).hasSize(4).allMatch(Verifier.Finding::holds);
    assertThat(whole.of("MAKER2").quotes()).isEmpty();
  }
}
