package obscura.desk.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void theDarkBenchIsSemiHonestAndEmbeddedUnlessAsked() {
    Options usual = Options.parse(List.of("dark"));
    assertThat(usual.dark()).isEqualTo(new Options.Dark("semi-honest", "embedded", false));
    assertThat(usual.sizeOr(10_000)).isEqualTo(10_000);
    Options asked =
        Options.parse(
            List.of(
                "dark",
                "--growth",
                "--mode",
                "malicious",
                "--size",
                "7",
                "--parties",
                "remote",
                "--sync",
                "--runs",
                "2"));
    assertThat(asked.dark()).isEqualTo(new Options.Dark("malicious", "remote", true));
    assertThat(asked.dark().isMalicious()).isTrue();
    assertThat(asked.dark().isRemote()).isTrue();
    assertThat(asked.size()).isEqualTo(7);
    assertThat(asked.runs()).isEqualTo(2);
    assertThat(asked.sync()).isTrue();
  }

  @Test
  void anotherModeIsRefusedWithWhatIsPossible() {
    assertThatThrownBy(() -> Options.parse(List.of("dark", "--mode", "honest")))
        .hasMessage("honest is not possible; allowed: semi-honest or malicious");
    assertThatThrownBy(() -> Options.parse(List.of("dark", "--parties", "abroad")))
        .hasMessage("abroad is not possible; allowed: embedded or remote");
    assertThatThrownBy(() -> Options.parse(List.of("dark", "--mode")))
        .hasMessage("--mode needs a value");
  }
}
