package obscura.mpc.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import obscura.mpc.api.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which mode a party is started in. */
class SecurityTest {
  private static final String ON_LOOPBACK =
      """
      peers.addresses = ["127.0.0.1:1001", "127.0.0.1:1002", "127.0.0.1:1003"]
      tls.mode = off
      """;

  @TempDir Path directory;

  private Mode load(String settings) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("party.conf"),
            ON_LOOPBACK + settings + OperatorFiles.setting(directory));
    return PartyConfig.load(1, file, Map.of(PartyConfig.KEY_VARIABLE, "ab".repeat(32))).security();
  }

  @Test
  void maliciousUnlessSaidOtherwiseForDevelopment() throws IOException {
    assertThat(load("profile = development")).isEqualTo(Mode.MALICIOUS);
    assertThat(load("profile = development\nsecurity = semi-honest")).isEqualTo(Mode.SEMI_HONEST);
  }

  @Test
  void productionRefusesTheSemiHonestMode() {
    assertThatThrownBy(() -> load("profile = production\nsecurity = semi-honest"))
        .isInstanceOf(PartyConfigException.class)
        .hasMessage(
            "security = semi-honest is not possible; allowed: malicious in profile production");
    assertThatThrownBy(() -> load("profile = development\nsecurity = none"))
        .isInstanceOf(PartyConfigException.class)
        .hasMessageContaining("malicious or semi-honest");
  }
}
