package obscura.engine.adapter.admin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.OperatorCommand.OperateSession;
import obscura.engine.core.VenueEvent;

/**
 * The requests of this process that wait for the log's answer. Events of requests that nobody here
 * waits for, such as those that come again after a restart, are ignored. Thread-safe.
 */
final class Awaited {
  /**
   * The log's answer.
   *
   * @param event OperatorAnswered, OrdersListed or StatusTold
   * @param act what the gateway has to do now
   */
  record Told(AccessEvent event, Optional<OperateSession> act) {}

  private static final class Request {
    final CompletableFuture<Told> answer = new CompletableFuture<>();
    volatile Optional<OperateSession> act = Optional.empty();
  }

  private final Map<String, Request> requests = new ConcurrentHashMap<>();

  /** Begins to wait; empty if somebody waits for the same request already. */
  Optional<CompletableFuture<Told>> open(String request) {
    Request added = new Request();
    return requests.putIfAbsent(request, added) == null
        ? Optional.of(added.answer)
        : Optional.empty();
  }

  void close(String request) {
    requests.remove(request);
  }

  /** Takes an event of the log. */
  void accept(VenueEvent event) {
    if (!(event instanceof AccessEvent access)) {
      return;
    }
    switch (access) {
      case AccessEvent.SessionActOrdered e -> {
        Request request = requests.get(e.act().operation().request());
        if (request != null) {
          request.act = Optional.of(e.act());
        }
      }
      case AccessEvent.OperatorAnswered e -> told(e.operation().request(), e);
      case AccessEvent.OrdersListed e -> told(e.operation().request(), e);
      case AccessEvent.StatusTold e -> told(e.operation().request(), e);
      case AccessEvent.ParticipantChanged e -> {}
      case AccessEvent.InstrumentListed e -> {}
      case AccessEvent.InstrumentChanged e -> {}
      case AccessEvent.TradingSwitched e -> {}
      case AccessEvent.ModeChanged e -> {}
      case AccessEvent.SessionChanged e -> {}
      case AccessEvent.EngineChanged e -> {}
      case AccessEvent.AlertRaised e -> {}
    }
  }

  private void told(String id, AccessEvent event) {
    Request request = requests.get(id);
    if (request != null) {
      request.answer.complete(new Told(event, request.act));
    }
  }
}
