package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is answered before it reaches the log, on the wire of the whole venue. */
class AtTheDoorTest {
  @Test
  void anIdThatIsNoneIsRejectedOnTheSessionsLevelAndTheNextMessageIsServed(@TempDir Path data)
      throws Exception {
    try (LocalVenue venue = new LocalVenue(data);
        Line desk = venue.taker("DESK1").loggedOn()) {
      desk.say("35=D|11=a.b|55=WETH-USDC|54=1|60=now|38=10|40=2|44=3000");
      assertThat(desk.await("35=3").text()).contains("371=11", "372=D", "373=5");
      desk.say("35=Z|117=*|298=4");
      assertThat(desk.await("35=j").text()).contains("372=Z", "380=5");
      desk.say("35=D|11=ok|55=WETH-USDC|54=1|60=now|38=10|40=2|44=3000|20007=S");
      assertThat(desk.await("35=8", "11=ok").text())
          .contains("39=8", "58=205 privacy level not offered; 20007 must be T or C");
      desk.say("35=D|11=ok|55=WETH-USDC|54=1|60=now|38=10|40=2|44=3000");
      desk.await("35=8", "150=0", "11=ok");
    }
  }
}
