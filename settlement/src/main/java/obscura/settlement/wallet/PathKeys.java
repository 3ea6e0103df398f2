package obscura.settlement.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
  private final List<StealthKeys> keys = new ArrayList<>();
  private long next;

  PathKeys(OwnerSeed seed, String chain, long next) {
    this.seed = seed;
    this.chain = chain;
    this.next = next;
  }

  /** The key for which a memo was made, and its path. */
  record Found(long path, OneTimeKey key) {}

  Optional<Found> find(Function<StealthKeys, Optional<OneTimeKey>> memo) {
    for (int path = 0; path < next + OwnerWallet.GAP; path++) {
      if (path == keys.size()) {
        keys.add(seed.stealthKeys(chain, path));
      }
      Optional<OneTimeKey> key = memo.apply(keys.get(path));
      if (key.isPresent()) {
        next = Math.max(next, path + 1L);
        return Optional.of(new Found(path, key.get()));
      }
    }
    return Optional.empty();
  }

  /** First path after the last one found. */
  long next() {
    return next;
  }
}
