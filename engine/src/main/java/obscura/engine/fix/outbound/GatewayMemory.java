package obscura.engine.fix.outbound;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;

/**
 * What the gateway remembers between a message and its answer: in memory, bounded, gone after a
 * restart. What is gone makes an answer shorter, or is a refusal that says so. Thread-safe.
 */
public final class GatewayMemory {
  private static final int ENTRIES_MAX = 20_000;

  private final Map<Long, Echo> echoes = new Bounded<>();
  private final Map<Key, Long> scopes = new Bounded<>();
  private final Map<Key, ShownQuote> shown = new Bounded<>();
  private final Map<Key, PrivacyLevel> levels = new Bounded<>();
  private long lastTicket;

  /** Tickets start at the time, so that no ticket of an earlier life is given again. */
  public GatewayMemory(InstantSource clock) {
    lastTicket = Math.multiplyExact(clock.millis(), 1L << 20);
  }

  private record Key(ParticipantId participant, String reference) {}

  /**
   * A quote that was shown: its sizes, and the handles of the terms.
   *
   * @param offerLots what the taker can buy, 0 for nothing
   * @param bidLots what the taker can sell, 0 for nothing
   * @param offer of a one-way quote the terms, whichever side they are
   * @param bid of a one-way quote the terms, whichever side they are
   */
  public record ShownQuote(
      boolean twoWay, long offerLots, long bidLots, Optional<Handle> offer, Optional<Handle> bid) {
    /** The terms that the taker means who buys, or sells. */
    public Optional<Handle> selection(boolean buys) {
      return buys ? offer : bid;
    }

    @Override
    public String toString() {
      return "ShownQuote[sealed]";
    }
  }

  /** Keeps the fields of a refused message; the ticket finds them once. */
  public synchronized long ticket(Echo echo) {
    lastTicket++;
    echoes.put(lastTicket, echo);
    return lastTicket;
  }

  synchronized Echo redeem(long ticket) {
    Echo echo = echoes.remove(ticket);
    return echo == null ? Echo.NONE : echo;
  }

  /** Keeps the instrument that a mass request named under its own id. */
  public synchronized void scope(ParticipantId participant, String reference, long instrument) {
    scopes.put(new Key(participant, reference), instrument);
  }

  synchronized OptionalLong scope(ParticipantId participant, String reference) {
    Long instrument = scopes.get(new Key(participant, reference));
    return instrument == null ? OptionalLong.empty() : OptionalLong.of(instrument);
  }

  synchronized void shown(ParticipantId taker, String quoteId, ShownQuote quote) {
    shown.put(new Key(taker, quoteId), quote);
  }

  /** The quote that this taker was shown under this id. */
  public synchronized Optional<ShownQuote> shown(ParticipantId taker, String quoteId) {
    return Optional.ofNullable(shown.get(new Key(taker, quoteId)));
  }

  /**
   * Keeps the level of an order, a shown quote or an invitation under the field and the id that
   * name it to this participant; what is known already stays.
   */
  public synchronized void remember(
      ParticipantId participant, int tag, String reference, PrivacyLevel level) {
    levels.putIfAbsent(new Key(participant, tag + "=" + reference), level);
  }

  /** What {@link #remember} was told. */
  public synchronized Optional<PrivacyLevel> level(
      ParticipantId participant, int tag, String reference) {
    return Optional.ofNullable(levels.get(new Key(participant, tag + "=" + reference)));
  }

  private static final class Bounded<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > ENTRIES_MAX;
    }
  }
}
