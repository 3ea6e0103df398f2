package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import obscura.mpc.api.Handle;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.share.Commitment;

/**
 * What the three compare in the malicious mode before they work on a job: the whole {@link Chain}
 * up to it, and how many triples each has. A corrupted party knows the {@link JobTags} and could
 * tell the venue what collides; here nothing does. One round.
 */
final class Agreement {
  private static final int WORDS = 4;

  private Agreement() {}

  static void require(Links links, Handle chain, long triples) {
    MessageDigest sha = Commitment.sha256();
    sha.update(chain.bytes());
    sha.update(ByteBuffer.allocate(8).putLong(triples).flip());
    long[] mine = new long[WORDS];
    ByteBuffer.wrap(sha.digest()).asLongBuffer().get(mine);
    long[] next = new long[WORDS];
    long[] previous = new long[WORDS];
    links.exchange(mine, mine, next, previous, WORDS);
    if (!Arrays.equals(mine, next) || !Arrays.equals(mine, previous)) {
      throw new PeersDifferException("the parties have different jobs", links.others());
    }
  }
}
