package obscura.settlement.service.evm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.port.UnavailableException;
import org.junit.jupiter.api.Test;

/** Several endpoints that are asked the same. */
class MajorityTest {
  private final List<Alert> alerts = new ArrayList<>();
  private int silences;

  private String silent() {
    silences++;
    throw new UnavailableException("no answer in time");
  }

  /** Each question would cost its time-out, and settlement would come to a stop. */
  @Test
  void anEndpointThatIsAlwaysSilentIsNotAskedEachTime() {
    Supplier<String> honest = () -> "yes";
    var endpoints =
        new Majority<Supplier<String>>(List.of(honest, this::silent, honest), 2, alerts::add);
    for (int question = 0; question < 100; question++) {
      String answer = endpoints.ask("question", Supplier::get);
      assertThat(answer).isEqualTo("yes");
    }
    assertThat(silences).isLessThan(10);
    assertThat(alerts).isEmpty();
  }
}
