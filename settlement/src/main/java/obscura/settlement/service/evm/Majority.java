package obscura.settlement.service.evm;

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
 * give it. Any thread.
 *
 * @param endpoints as something that can be asked
 * @param answersMin fewer answers are none
 */
record Majority<E>(List<E> endpoints, int answersMin, AlertSink alerts) {
  /**
   * Copies.
   *
   * @throws IllegalArgumentException if there are fewer endpoints than answers needed
   */
  Majority {
    if (answersMin < 1 || answersMin > endpoints.size()) {
      throw new IllegalArgumentException("1 to " + endpoints.size() + " answers are needed");
    }
    endpoints = List.copyOf(endpoints);
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

  private static <E, T> Optional<T> answer(E endpoint, Function<E, T> question) {
    try {
      return Optional.of(question.apply(endpoint));
    } catch (UnavailableException silent) {
      return Optional.empty();
    }
  }
}
