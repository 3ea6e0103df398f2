package obscura.engine.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import obscura.engine.port.VenueFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is damaged stops the venue at its start, before anybody can knock. */
class DamageTest {
  @Test
  void aDamagedSessionFileIsNamedAndNothingIsDroppedInItsPlace(@TempDir Path data)
      throws Exception {
    try (LocalVenue venue = new LocalVenue(data);
        Line desk = venue.taker("DESK1").loggedOn("8013=N")) {
      desk.say("35=D|11=a|55=WETH-USDC|54=1|60=now|38=1|40=2|44=3000|59=0");
      desk.await("35=8", "150=0", "11=a");
    }
    Path file = data.resolve("fix").resolve("DESK1.session");
    byte[] whole = Files.readAllBytes(file);
    byte[] damaged = whole.clone();
    damaged[20] ^= 1;
    Files.write(file, damaged);

    try (CapturedLog log = new CapturedLog()) {
      assertThatThrownBy(() -> new LocalVenue(data))
          .isInstanceOf(VenueFault.class)
          .hasMessageContaining("the session of DESK1 cannot be used: the session file " + file)
          .hasMessageContaining("is damaged")
          .message()
          .hasLineCount(1);
      assertThat(log.text()).contains("the venue stops: the session of DESK1");
    }

    Files.write(file, whole);
    try (LocalVenue venue = new LocalVenue(data);
        Line desk = venue.taker("DESK1").from(3).loggedOn("8013=N")) {
      desk.say("35=H|11=a|55=WETH-USDC|54=1");
      assertThat(desk.await("35=8", "150=I").get(39)).isEqualTo("0");
    }
  }
}
