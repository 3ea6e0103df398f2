package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import obscura.mpc.api.Outcome;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.receipt.Signable;
import obscura.mpc.share.Commitment;

/**
 * Whether quotes may still come: each party says what its own clock says, and one that says so is
 * enough. A clock that lies delays a selection, it does not bring one forward ({@code
 * docs/mpc-security.md}, "Clocks"). Then all compare what they heard, so that none goes on alone,
 * and the root of the set, which they are going to sign. Two rounds, before anything is compared on
 * shares. One job.
 */
final class Closing {
  private static final byte[] LABEL = "OBSCURA-CLOSING-v1".getBytes(StandardCharsets.US_ASCII);
  private static final int PARTIES = 3;
  private static final int WORDS = 4;

  /** What a party says. */
  enum Vote {
    OVER(0),
    TOO_EARLY(1),
    /** The three agreed on that before, in an attempt that was spoilt or taken back. */
    WAS_OVER(2),
    /** It has done this very job before and took it back, and it was too early then. */
    WAS_TOO_EARLY(3);

    private final long word;

    Vote(long word) {
      this.word = word;
    }
  }

  private final Run run;
  private final Links links;

  Closing(Run run) {
    this.run = run;
    this.links = run.links();
  }

  /**
   * Whether this selection has to wait; the same at all three.
   *
   * @param passed makers who will not quote
   * @param minutes what the three will sign of the set: they compare it here
   */
  boolean isTooEarly(Request request, Set<String> passed, Minutes minutes) {
    Vote[] votes = votes(vote(request, passed));
    requireSame(minutes, votes);
    boolean early = isTooEarly(votes);
    if (!early) {
      run.closes();
    }
    return early;
  }

  private Vote vote(Request request, Set<String> passed) {
    Begun begun = run.state().begun();
    if (begun != null && begun.isOver()) {
      return Vote.WAS_OVER;
    }
    Answered before = run.state().takenBack();
    if (before != null && before.outcome() instanceof Outcome.TooEarly) {
      return Vote.WAS_TOO_EARLY;
    }
    boolean over =
        run.nowMillis() >= request.window().closesMillis()
            || MakersWord.isAnswered(request, passed);
    return over ? Vote.OVER : Vote.TOO_EARLY;
  }

  /**
   * If anything of this selection was opened before, both honest parties remember that its time had
   * come, and what two remember counts: so it is made again, whatever the third says now.
   */
  static boolean isTooEarly(Vote... votes) {
    long remembersEarly = count(votes, Vote.WAS_TOO_EARLY);
    if (count(votes, Vote.WAS_OVER) >= 2) {
      return false;
    }
    return remembersEarly + count(votes, Vote.TOO_EARLY) > 0;
  }

  private static long count(Vote[] votes, Vote vote) {
    return Arrays.stream(votes).filter(v -> v == vote).count();
  }

  private Vote[] votes(Vote mine) {
    long[] own = {mine.word};
    long[] next = new long[1];
    long[] previous = new long[1];
    links.exchange(own, own, next, previous, 1);
    Vote[] votes = new Vote[PARTIES];
    votes[links.party()] = mine;
    votes[links.next()] = read(next[0]);
    votes[links.previous()] = read(previous[0]);
    return votes;
  }

  private Vote read(long word) {
    for (Vote vote : Vote.values()) {
      if (vote.word == word) {
        return vote;
      }
    }
    throw new PeersDifferException("a party says nothing sensible of the time", links.others());
  }

  private void requireSame(Minutes minutes, Vote... votes) {
    MessageDigest sha = Commitment.sha256();
    sha.update(LABEL);
    for (Vote vote : votes) {
      sha.update((byte) vote.word);
    }
    sha.update(Signable.transcript(minutes.transcript()));
    long[] mine = new long[WORDS];
    ByteBuffer.wrap(sha.digest()).asLongBuffer().get(mine);
    long[] next = new long[WORDS];
    long[] previous = new long[WORDS];
    links.exchange(mine, mine, next, previous, WORDS);
    if (!Arrays.equals(mine, next) || !Arrays.equals(mine, previous)) {
      throw new PeersDifferException(
          "the parties heard different times, or have different sets", links.others());
    }
  }
}
