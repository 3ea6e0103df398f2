package obscura.desk.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import obscura.desk.launch.LaunchedParties.Security;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void theDarkBenchIsSemiHonestAndEmbeddedUnlessAsked() {
    Options usual = Options.parse(List.of("dark"));
    assertThat(usual.parties()).isEqualTo(new Options.Parties(false, Security.SEMI_HONEST));
    assertThat(usual.growth()).isFalse();
    assertThat(usual.sizeOr(10_000)).isEqualTo(10_000);
    Options asked =
        Options.parse(
            List.of(
                "dark",
                "--growth",
                "--security",
                "malicious",
                "--size",
                "7",
                "--parties",
                "remote",
                "--sync",
                "--runs",
                "2"));
    assertThat(asked.parties()).isEqualTo(new Options.Parties(true, Security.MALICIOUS));
    assertThat(asked.growth()).isTrue();
    assertThat(asked.size()).isEqualTo(7);
    assertThat(asked.runs()).isEqualTo(2);
    assertThat(asked.sync()).isTrue();
  }

  @Test
  void anotherModeIsRefusedWithWhatIsPossible() {
    assertThatThrownBy(() -> Options.parse(List.of("dark", "--security", "honest")))
        .hasMessage("honest is not semi-honest or malicious");
    assertThatThrownBy(() -> Options.parse(List.of("dark", "--parties", "abroad")))
        .hasMessage("abroad is not embedded or remote");
    assertThatThrownBy(() -> Options.parse(List.of("dark", "--security")))
        .hasMessage("--security needs a value");
  }
}
