package obscura.engine.core.access;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import obscura.domain.ParticipantId;

/**
 * The registry of ids and nonces (requirement 34): an id is used once a week for each CompID, a
 * nonce only ever rises. The week turns on Sunday 20:00 UTC.
 */
public final class UsedIds {
  private static final long WEEK_SECONDS = Duration.ofDays(7).toSeconds();

  /** Sunday, 4 January 1970, 20:00 UTC. */
  private static final long FIRST_TURN_SECONDS = Duration.ofDays(3).plusHours(20).toSeconds();

  private long week;
  private final Map<ParticipantId, Set<String>> ids = new LinkedHashMap<>();
  private final Map<ParticipantId, Long> nonces = new LinkedHashMap<>();

  /** The number of the trading week that {@code at} is in. */
  public static long week(Instant at) {
    return Math.floorDiv(at.getEpochSecond() - FIRST_TURN_SECONDS, WEEK_SECONDS);
  }

  boolean isUsed(ParticipantId participant, String id) {
    Set<String> used = ids.get(participant);
    return used != null && used.contains(id);
  }

  /** Whether the nonce is above every one before. */
  boolean rises(ParticipantId participant, long nonce) {
    Long last = nonces.get(participant);
    return last == null || nonce > last;
  }

  void use(ParticipantId participant, String id) {
    ids.computeIfAbsent(participant, p -> new LinkedHashSet<>()).add(id);
  }

  void useNonce(ParticipantId participant, long nonce) {
    nonces.put(participant, nonce);
  }

  /** Forgets the ids of another week; tells whether there were any to forget. */
  boolean turnWeek(Instant at) {
    long now = week(at);
    if (now == week) {
      return false;
    }
    ids.clear();
    week = now;
    return true;
  }
}
