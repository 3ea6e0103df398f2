package obscura.mpc.party;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import obscura.mpc.api.Handle;
import obscura.mpc.net.Links;
import obscura.mpc.share.Commitment;

/**
 * The tags that the messages of a job bear: 64 bits of a hash over the {@link Chain} up to the job
 * and a number that the three drew together for the epoch. Parties that were given other jobs, now
 * or before, do not understand each other. The venue does not know the number, so it cannot search
 * for two jobs with one tag.
 */
final class JobTags {
  private static final int WORDS = 4;

  private final byte[] drawn;

  private JobTags(byte[] drawn) {
    this.drawn = drawn;
  }

  /** Draws the number of an epoch. One round. */
  static JobTags agree(Links links) {
    long[][] parts = new long[3][WORDS];
    SecureRandom random = new SecureRandom();
    long[] mine = parts[links.party()];
    for (int k = 0; k < WORDS; k++) {
      mine[k] = random.nextLong();
    }
    links.exchange(mine, mine, parts[links.next()], parts[links.previous()], WORDS);
    ByteBuffer all = ByteBuffer.allocate(3 * WORDS * Long.BYTES);
    for (long[] part : parts) {
      for (long word : part) {
        all.putLong(word);
      }
    }
    return new JobTags(all.array());
  }

  long of(Handle chain) {
    MessageDigest sha = Commitment.sha256();
    sha.update(drawn);
    sha.update(chain.bytes());
    return ByteBuffer.wrap(sha.digest()).getLong();
  }
}
