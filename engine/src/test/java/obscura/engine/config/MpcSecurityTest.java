package obscura.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import obscura.mpc.api.Mode;
import org.junit.jupiter.api.Test;

/** Which mode the venue starts its parties in. */
class MpcSecurityTest {
  private static VenueConfig load(Map<String, String> settings) {
    return VenueConfig.load(Optional.empty(), Map.of(), settings);
  }

  @Test
  void theEmbeddedProfileIsSemiHonestUnlessSaidOtherwise() {
    assertThat(load(Map.of()).mpc().security()).isEqualTo(Mode.SEMI_HONEST);
    assertThat(load(Map.of("mpc.security", "malicious")).mpc().security())
        .isEqualTo(Mode.MALICIOUS);
  }

  @Test
  void productionRefusesTheSemiHonestMode() {
    assertThatThrownBy(() -> load(Map.of("profile", "production", "mpc.security", "semi-honest")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("mpc.security = semi-honest is not possible in profile production");
  }
}
