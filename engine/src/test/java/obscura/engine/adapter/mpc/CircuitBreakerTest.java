package obscura.engine.adapter.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Opens after five failures, lets one probe through after 30 seconds. */
class CircuitBreakerTest {
  private long now = 1_000;
  private final CircuitBreaker breaker = new CircuitBreaker(() -> now);

  private void fail(int times) {
    for (int k = 0; k < times; k++) {
      now += CircuitBreaker.ONE_FAILURE.toNanos();
      breaker.failed();
    }
  }

  @Test
  void fiveFailuresInARowOpenItAndFourDoNot() {
    fail(CircuitBreaker.FAILURES - 1);
    assertThat(breaker.isOpen()).isFalse();
    breaker.succeeded();
    fail(CircuitBreaker.FAILURES - 1);
    assertThat(breaker.isOpen()).isFalse();
    fail(1);
    assertThat(breaker.isOpen()).isTrue();
  }

  @Test
  void whatFailsTogetherCountsOnce() {
    for (int k = 0; k < 100; k++) {
      breaker.failed();
    }
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void oneProbeAfterThirtySecondsClosesItOrOpensItAgain() {
    fail(CircuitBreaker.FAILURES);
    assertThat(breaker.admitsProbe()).isFalse();
    now += CircuitBreaker.OPEN_FOR.toNanos();
    assertThat(breaker.admitsProbe()).isTrue();
    assertThat(breaker.admitsProbe()).isFalse();
    fail(1);
    assertThat(breaker.admitsProbe()).isFalse();
    now += CircuitBreaker.OPEN_FOR.toNanos();
    assertThat(breaker.admitsProbe()).isTrue();
    breaker.succeeded();
    assertThat(breaker.isOpen()).isFalse();
    assertThat(breaker.admitsProbe()).isTrue();
  }
}
