package obscura.mpc.party;

import java.security.MessageDigest;
import java.util.Optional;
import obscura.mpc.api.Handle;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;

/**
 * Which roster the three go by in an epoch: the longest that all of them have. Two rounds. Each has
 * verified the signatures when it was given its own; nobody goes back behind what it went by. While
 * a job that was taken back is to be done again, they stay with the one that it was done by: it has
 * to come out the same.
 */
final class RosterAgreement {
  private final Links links;
  private final PartyState state;
  private final boolean plainOperations;

  /**
   * For a new epoch.
   *
   * @param plainOperations whether this party does some: all three or none, or they would answer
   *     the same job differently
   */
  RosterAgreement(Links links, PartyState state, boolean plainOperations) {
    this.links = links;
    this.state = state;
    this.plainOperations = plainOperations;
  }

  /**
   * The number of entries.
   *
   * @param redoDue whether a job is to be done again at any of the three
   */
  int agree(boolean redoDue) {
    Roster mine = state.roster();
    requireSameProfile();
    int went = state.adopted().length();
    long shortest = shortest(mine.length());
    if (shortest < went) {
      throw new PeersDifferException("a party has an older roster", links.others());
    }
    int common = (int) shortest;
    requireSame(mine.head(common));
    state.haveInCommon(common);
    // By the longest, even if the old one still counts: who is replaced does not come back.
    for (int peer : links.others()) {
      requireKey(mine.first(common), peer);
    }
    return redoDue ? (int) shortest(went > 0 ? went : common) : common;
  }

  private void requireSameProfile() {
    long[] own = {plainOperations ? 1 : 0};
    long[] next = new long[1];
    long[] previous = new long[1];
    links.exchange(own, own, next, previous, 1);
    if (next[0] != own[0] || previous[0] != own[0]) {
      throw new PeersDifferException(
          "the parties are of different profiles: not all do plain operations", links.others());
    }
  }

  private long shortest(long mine) {
    long[] next = new long[1];
    long[] previous = new long[1];
    long[] own = {mine};
    links.exchange(own, own, next, previous, 1);
    return Math.min(mine, Math.min(next[0], previous[0]));
  }

  private void requireSame(Handle head) {
    long[] own = {head.a(), head.b(), head.c(), head.d()};
    long[] next = new long[own.length];
    long[] previous = new long[own.length];
    links.exchange(own, own, next, previous, own.length);
    boolean same =
        head.equals(new Handle(next[0], next[1], next[2], next[3]))
            && head.equals(new Handle(previous[0], previous[1], previous[2], previous[3]));
    if (!same) {
      throw new PeersDifferException("the parties have different rosters", links.others());
    }
  }

  /** The line must have authenticated whom the roster names. */
  private void requireKey(Roster roster, int peer) {
    Optional<byte[]> named = roster.key(Entry.Role.PARTY, Integer.toString(peer));
    if (named.isPresent() && !MessageDigest.isEqual(named.get(), links.identity(peer))) {
      throw new PeersDifferException(
          "party " + peer + " has another key than the roster names", links.others());
    }
  }
}
