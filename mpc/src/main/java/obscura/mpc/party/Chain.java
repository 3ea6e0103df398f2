package obscura.mpc.party;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import obscura.mpc.api.Handle;
import obscura.mpc.share.Commitment;

/** The hash chain of the jobs ({@code trust.md} 3): each link stands for all jobs up to it. */
final class Chain {
  /** The link before the first job. */
  static final Handle START = link(new Handle(0, 0, 0, 0), new Handle(0, 0, 0, 0));

  private Chain() {}

  /** SHA-256 of the link before and the digest of the job. */
  static Handle link(Handle before, Handle job) {
    MessageDigest sha = Commitment.sha256();
    sha.update("OBSCURA-JOBS-v1".getBytes(StandardCharsets.US_ASCII));
    sha.update(before.bytes());
    sha.update(job.bytes());
    return Handle.of(sha.digest());
  }
}
