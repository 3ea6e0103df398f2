package obscura.settlement.service.evm;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import obscura.settlement.service.core.Alert;
import obscura.settlement.service.port.AlertSink;
import obscura.settlement.service.port.UnavailableException;

/**
 * Endpoints that are all asked the same: an answer counts if more than half of those that answer
 * give it. One that is silent again and again is not asked for a while, so that it costs no
 * time-out at each question. Any thread.
 */
final class Majority<E> {
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final List<Guarded<E>> endpoints;
  private final int answersMin;
  private final AlertSink alerts;

  /** An endpoint that is left alone for a while when it was silent. */
  private record Guarded<E>(E endpoint, CircuitBreaker breaker) {}

  /**
   * Takes endpoints.
   *
   * @param endpoints as something that can be asked
   * @param answersMin fewer answers are none
   * @throws IllegalArgumentException if there are fewer endpoints than answers needed
   */
  Majority(List<? extends E> endpoints, int answersMin, AlertSink alerts) {
    if (answersMin < 1 || answersMin > endpoints.size()) {
      throw new IllegalArgumentException("1 to " + endpoints.size() + " answers are needed");
    }
    List<Guarded<E>> guarded = new ArrayList<>();
    endpoints.forEach(endpoint ->
        guarded.add(
            new Guarded<>(endpoint, EvmConnection.breaker("endpoint " + guarded.size(), PAUSE))));
    this.endpoints = List.copyOf(guarded);
    this.answersMin = answersMin;
    this.alerts = alerts;
  }

  /**
   * Asks all of them.
   *
   * @param what is asked, for the alert if they contradict each other
   * @param question throws {@link UnavailableException} for an endpoint that is silent
   * @throws UnavailableException if too few answer, or no answer is that of most
   */
  <T> T ask(String what, Function<E, T> question) {
    Map<T, Integer> votes = new LinkedHashMap<>();
    endpoints.forEach(endpoint ->
        answer(endpoint, question).ifPresent(answer -> votes.merge(answer, 1, Integer::sum)));
    int answers = votes.values().stream().mapToInt(Integer::intValue).sum();
    if (answers < answersMin) {
      throw new UnavailableException(answers + " of " + endpoints.size() + " endpoints answer");
    }
    if (votes.size() > 1) {
      alerts.alert(new Alert(Alert.Kind.ENDPOINTS_DISAGREE, 0, what));
    }
    return votes.entrySet().stream()
        .filter(vote -> vote.getValue() * 2 > answers)
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow(() -> new UnavailableException("endpoints contradict each other: " + what));
  }

  private static <E, T> Optional<T> answer(Guarded<E> asked, Function<E, T> question) {
    try {
      return Optional.of(asked.breaker().executeSupplier(() -> question.apply(asked.endpoint())));
    } catch (UnavailableException | CallNotPermittedException silent) {
      return Optional.empty();
    }
  }
}
