package obscura.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines of the roster in the configuration. */
class RosterEntriesTest {
  private static VenueConfig load(Map<String, String> settings) {
    return VenueConfig.load(Optional.empty(), Map.of(), settings);
  }

  @Test
  void thereAreNoneUnlessSomebodyWritesThem() {
    assertThat(load(Map.of()).mpc().rosterEntries()).isEmpty();
    assertThat(
            load(Map.of("mpc.roster-entries", " minimum * 1 5 ,participant DESK1 ALPHA "))
                .mpc()
                .rosterEntries())
        .isEqualTo(List.of("minimum * 1 5", "participant DESK1 ALPHA"));
  }

  @Test
  void theVenueEntersNothingForPartiesOfOthers() {
    assertThatThrownBy(
            () -> load(Map.of("mpc.mode", "remote", "mpc.roster-entries", "minimum * 1 5")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("mpc.roster-entries is for mpc.mode = embedded");
  }
}
