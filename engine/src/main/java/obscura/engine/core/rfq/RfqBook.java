package obscura.engine.core.rfq;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import obscura.domain.ClientId;
import obscura.domain.ParticipantId;
import obscura.domain.QuoteId;
import obscura.domain.RfqId;
import obscura.engine.core.RequestEvent.RequestEnd;
import obscura.engine.core.rfq.Requests.OwnRequest;
import obscura.engine.core.rfq.Rfq.Phase;
import org.jspecify.annotations.Nullable;

/** The requests of the week, by every id that somebody calls them, and when they wait for time. */
final class RfqBook {
  private final Requests.State state;

  /** The open ones among the requests of the week, oldest first: made anew from the state. */
  private final Set<RfqId> open = new LinkedHashSet<>();

  RfqBook(Requests.State state) {
    this.state = state;
    state.requests.values().stream()
        .filter(rfq -> rfq.phase.isOpen())
        .forEach(rfq -> open.add(rfq.id));
  }

  RfqId nextRfqId() {
    return new RfqId(++state.lastRfq);
  }

  /** Quotes and what is shown of them are numbered together. */
  QuoteId nextQuoteId() {
    return new QuoteId(++state.lastQuote);
  }

  void add(Rfq rfq) {
    state.requests.put(rfq.id, rfq);
    open.add(rfq.id);
    state.byRequestId.put(new OwnRequest(rfq.taker, rfq.requestId), rfq.id);
    state.openOfTaker.merge(rfq.taker, 1, Integer::sum);
    rfq.invitations.forEach(i -> state.byAlias.put(new OwnRequest(i.maker, i.alias), rfq.id));
    schedule(rfq);
  }

  void quoted(Rfq rfq, ParticipantId maker, ClientId quoteId) {
    state.byQuoteId.put(new OwnRequest(maker, quoteId), rfq.id);
  }

  void shown(Rfq rfq, String quoteId) {
    state.byShownId.put(quoteId, rfq.id);
  }

  /** Null once it is forgotten. */
  @Nullable Rfq get(RfqId id) {
    return state.requests.get(id);
  }

  Optional<Rfq> byRequestId(ParticipantId taker, ClientId id) {
    return find(state.byRequestId, new OwnRequest(taker, id));
  }

  Optional<Rfq> byAlias(ParticipantId maker, ClientId alias) {
    return find(state.byAlias, new OwnRequest(maker, alias));
  }

  Optional<Rfq> byQuoteId(ParticipantId maker, ClientId quoteId) {
    return find(state.byQuoteId, new OwnRequest(maker, quoteId));
  }

  Optional<Rfq> byShownId(String quoteId) {
    return find(state.byShownId, quoteId);
  }

  private <K> Optional<Rfq> find(Map<K, RfqId> index, K key) {
    return Optional.ofNullable(index.get(key)).map(state.requests::get);
  }

  /** Requests that are neither dealt nor ended, oldest first. */
  List<Rfq> openRequests() {
    return open.stream().map(state.requests::get).toList();
  }

  /** How many {@link #openRequests} there are. */
  int open() {
    return state.openOfTaker.values().stream().mapToInt(Integer::intValue).sum();
  }

  int open(ParticipantId taker) {
    return state.openOfTaker.getOrDefault(taker, 0);
  }

  /** Without a deal. */
  void end(Rfq rfq, RequestEnd end) {
    rfq.end = Optional.of(end);
    end(rfq, Phase.ENDED);
  }

  /** Into a phase that is not open. */
  void end(Rfq rfq, Phase phase) {
    rfq.phase = phase;
    rfq.selectAgain = Optional.empty();
    open.remove(rfq.id);
    state.openOfTaker.merge(rfq.taker, -1, Integer::sum);
  }

  void schedule(Rfq rfq) {
    rfq.deadline()
        .ifPresent(
            due -> state.deadlines.computeIfAbsent(due, d -> new LinkedHashSet<>()).add(rfq.id));
  }

  /** Whether something is scheduled until then. */
  boolean hasDue(Instant at) {
    return !state.deadlines.isEmpty() && !state.deadlines.firstKey().isAfter(at);
  }

  /** Takes the earliest ones that are scheduled, as far as they are not forgotten. */
  List<Rfq> pollEarliest() {
    return state.deadlines.pollFirstEntry().getValue().stream()
        .flatMap(id -> Optional.ofNullable(state.requests.get(id)).stream())
        .toList();
  }

  Optional<Instant> nextDeadline() {
    return state.deadlines.isEmpty() ? Optional.empty() : Optional.of(state.deadlines.firstKey());
  }

  void forgetEnded() {
    state.requests.values().removeIf(rfq -> !rfq.phase.isOpen());
    List.of(state.byRequestId, state.byAlias, state.byQuoteId)
        .forEach(index -> index.values().removeIf(id -> !state.requests.containsKey(id)));
    state.byShownId.values().removeIf(id -> !state.requests.containsKey(id));
  }
}
