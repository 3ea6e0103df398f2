package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import obscura.mpc.api.Handle;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.share.Commitment;

/**
 * What the three compare in the malicious mode before they work on a job: the whole digest of the
 * job, the digest of the one before, and how many triples each has. The tags of their messages hold
 * only a part of the digest, which a venue could try to have two jobs share. One round.
 */
final class Agreement {
  private static final int WORDS = 4;

  private Agreement() {}

  static void require(Links links, Handle job, PartyState state, long triples) {
    MessageDigest sha = Commitment.sha256();
    sha.update(words(job));
    Answered before = state.answered(state.executed());
    if (before != null) {
      sha.update(words(before.digest()));
    }
    sha.update(ByteBuffer.allocate(16).putLong(state.executed()).putLong(triples).flip());
    long[] mine = new long[WORDS];
    ByteBuffer.wrap(sha.digest()).asLongBuffer().get(mine);
    long[] next = new long[WORDS];
    long[] previous = new long[WORDS];
    links.exchange(mine, mine, next, previous, WORDS);
    if (!Arrays.equals(mine, next) || !Arrays.equals(mine, previous)) {
      throw new PeersDifferException("the parties have different jobs", links.others());
    }
  }

  private static ByteBuffer words(Handle handle) {
    return ByteBuffer.allocate(32)
        .putLong(handle.a())
        .putLong(handle.b())
        .putLong(handle.c())
        .putLong(handle.d())
        .flip();
  }
}
