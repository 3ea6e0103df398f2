package obscura.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Up to what a difference with a vault is booked. */
class AdjustBelowTest {
  private static VenueConfig with(String limits) {
    return VenueConfig.load(
        Optional.empty(), Map.of(), Map.of("settlement.reconcile.adjust-below", limits));
  }

  @Test
  void nothingIsBookedUnlessItIsConfigured() {
    assertThat(VenueConfig.load(Optional.empty(), Map.of(), Map.of()).adjustBelow().below())
        .isEmpty();
    assertThat(with("USDC 0.01, WETH 0.5").adjustBelow().below())
        .containsEntry("USDC", new BigDecimal("0.01"))
        .containsEntry("WETH", new BigDecimal("0.5"));
  }

  @Test
  void aLimitThatMakesNoSenseStopsTheStartInOneLine() {
    assertThatThrownBy(() -> with("USDC 0"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "settlement.reconcile.adjust-below: limits are written as 'USDC 0.01, WETH 0.000001',"
                + " each above 0; not 'USDC 0'");
  }
}
