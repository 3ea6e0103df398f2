package obscura.desk.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the benchmarks print and understand. */
final class FigureTest {
  @Test
  void aFigureIsOneJsonObject() {
    assertThat(new Figure("fix", "p50", "us", 180.25, 150.0).json())
        .isEqualTo(
            "{\"bench\":\"fix\",\"name\":\"p50\",\"unit\":\"us\",\"value\":180.250,\"floor\":150}");
    assertThat(new Figure("hold", "n", "orders", 10_000, null).json())
        .isEqualTo(
            "{\"bench\":\"hold\",\"name\":\"n\",\"unit\":\"orders\",\"value\":10000,"
                + "\"floor\":null}");
  }

  @Test
  void theMedianIsTheMiddleRun() {
    assertThat(Medians.of(List.of(9.0, 1.0, 2.0), Double::doubleValue)).isEqualTo(2.0);
  }

  @Test
  void wrongOptionsAreNamed() {
    assertThatThrownBy(() -> Options.parse(List.of("crash", "--kills")))
        .hasMessage("--kills needs a value");
    assertThatThrownBy(() -> Options.parse(List.of("fix", "--fast", "x")))
        .hasMessage("unknown option --fast");
    assertThat(Options.parse(List.of("crash", "--kills", "3", "--seed", "7")))
        .extracting(Options::kills, Options::seed)
        .containsExactly(3, 7L);
  }
}
