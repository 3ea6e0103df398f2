package obscura.mpc.verify;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;

/**
 * A coin that no party can bend: each commits to 32 random bytes, then opens them, and the hash of
 * all is the coin. The parties then compare it, since one could have told the others different
 * bytes. Three rounds.
 */
public final class Coin {
  private final Links links;
  private final SecureRandom random;
  private final Fingerprint fingerprint = new Fingerprint();

  /** A coin of the three that these links connect. */
  public Coin(Links links, SecureRandom random) {
    this.links = links;
    this.random = random;
  }

  /** Tosses it: 32 bytes, the same at all three. */
  public byte[] toss() {
    byte[] seed = new byte[Fingerprint.WORDS * Long.BYTES];
    random.nextBytes(seed);
    long[] mine = Fingerprint.words(seed);
    long[][] commitments = everybodys(commitment(links.party(), mine));
    long[][] seeds = everybodys(mine);
    for (int peer : links.others()) {
      if (!Arrays.equals(commitments[peer], commitment(peer, seeds[peer]))) {
        throw new PeersDifferException(
            "party " + peer + " opens another coin than it committed to",
            List.of(links.party(), peer));
      }
    }
    fingerprint.of("coin");
    for (int k = 0; k < 3; k++) {
      fingerprint.words(seeds[k], Fingerprint.WORDS);
    }
    long[] coin = fingerprint.end();
    for (long[] seen : everybodys(coin)) {
      if (!Arrays.equals(seen, coin)) {
        throw new PeersDifferException("the parties saw different coins", links.others());
      }
    }
    return Fingerprint.bytes(coin);
  }

  private long[] commitment(int party, long[] seed) {
    return fingerprint.of("coin of party " + party).words(seed, Fingerprint.WORDS).end();
  }

  /** What each party says, by its number. */
  private long[][] everybodys(long[] mine) {
    long[][] all = new long[3][Fingerprint.WORDS];
    all[links.party()] = mine;
    links.exchange(mine, mine, all[links.next()], all[links.previous()], Fingerprint.WORDS);
    return all;
  }
}
