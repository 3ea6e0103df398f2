package obscura.settlement.wallet;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import obscura.settlement.note.OwnerSeed;
import obscura.settlement.sip.OneTimeKey;
import obscura.settlement.sip.StealthKeys;

/**
 * The stealth keys of all paths that may have been used: those up to the last one seen, and {@link
 * OwnerWallet#GAP} more. One thread.
 */
final class PathKeys {
  private final OwnerSeed seed;
  private final String chain;
  private final Map<Long, StealthKeys> keys = new HashMap<>();
  private long next;

  PathKeys(OwnerSeed seed, String chain, long next) {
    this.seed = seed;
    this.chain = chain;
    this.next = next;
  }

  /** The key for which a memo was made, and its path. */
  record Found(long path, OneTimeKey key) {}

  /**
   * Looks first where the next one is likely to be: at the last path found and those after it, then
   * at older ones.
   */
  Optional<Found> find(Function<StealthKeys, Optional<OneTimeKey>> memo) {
    long last = Math.max(0, next - 1);
    Optional<Found> found =
        LongStream.concat(
                LongStream.range(last, next + OwnerWallet.GAP),
                LongStream.range(0, last).map(path -> last - 1 - path))
            .mapToObj(path -> memo.apply(keysOf(path)).map(key -> new Found(path, key)))
            .flatMap(Optional::stream)
            .findFirst();
    found.ifPresent(hit -> next = Math.max(next, hit.path + 1));
    return found;
  }

  private StealthKeys keysOf(long path) {
    return keys.computeIfAbsent(path, of -> seed.stealthKeys(chain, of));
  }

  /** First path after the last one found. */
  long next() {
    return next;
  }
}
