package obscura.desk.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The line by which a venue says that it is ready. */
final class PortsTest {
  @Test
  void thePortsAreRead() {
    String line = "VENUE READY trade=1 maker=2 drop=3 compl=4 admin=5 metrics=6";
    assertThat(Ports.announcedBy(line)).isTrue();
    assertThat(Ports.parse(line)).isEqualTo(new Ports(1, 2, 3, 4, 5, 6));
    assertThat(Ports.parse(line).settings())
        .containsExactly(
            "fix.trade.port=1",
            "fix.maker.port=2",
            "fix.drop.port=3",
            "fix.compl.port=4",
            "admin.port=5",
            "metrics.port=6");
  }

  @Test
  void aMissingPortIsNamed() {
    assertThatThrownBy(() -> Ports.parse("VENUE READY trade=1 maker=2 drop=3 compl=4 metrics=6"))
        .hasMessage("the venue did not say its admin port");
  }
}
