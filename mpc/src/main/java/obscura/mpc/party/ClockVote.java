package obscura.mpc.party;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;

/**
 * What time it is for a job: the middle one of what three clocks say. If one party lies it is
 * between what the clocks of the two others say, or exactly one of them. Who has agreed on the time
 * of this very job before, in an attempt that came to nothing or was taken back, says that time
 * too; what two remember counts, so that a job of which something was opened goes by the same time
 * again ({@code docs/mpc-security.md}, "Clocks"). Then all compare what they heard, so that none
 * goes on alone. Two rounds. One job.
 */
final class ClockVote {
  private static final int WORDS = 2;

  /**
   * What a party says.
   *
   * @param millis what its clock says, since 1970
   * @param remembered what the three agreed on before, for the same job; {@link Run#NO_TIME} if it
   *     knows of nothing
   */
  record Said(long millis, long remembered) {}

  private final Run run;
  private final Links links;

  ClockVote(Run run) {
    this.run = run;
    this.links = run.links();
  }

  /** The time of this job, the same at all three. */
  long millis() {
    List<Said> all = heard(mine());
    requireSame(all);
    return millis(all);
  }

  private Said mine() {
    Begun begun = run.state().begun();
    return new Said(run.nowMillis(), begun == null ? Run.NO_TIME : begun.agreedMillis());
  }

  /** What three words on the time come to. */
  static long millis(List<Said> all) {
    long[] remembered =
        sorted(all.stream().mapToLong(Said::remembered).filter(millis -> millis != Run.NO_TIME));
    for (int k = 1; k < remembered.length; k++) {
      if (remembered[k - 1] == remembered[k]) {
        return remembered[k];
      }
    }
    return sorted(all.stream().mapToLong(Said::millis))[1];
  }

  private static long[] sorted(LongStream millis) {
    return millis.sorted().toArray();
  }

  private List<Said> heard(Said mine) {
    long[] own = {mine.millis(), mine.remembered()};
    long[] next = new long[WORDS];
    long[] previous = new long[WORDS];
    links.exchange(own, own, next, previous, WORDS);
    Said[] all = new Said[3];
    all[links.party()] = mine;
    all[links.next()] = read(next);
    all[links.previous()] = read(previous);
    return List.of(all);
  }

  private static Said read(long[] words) {
    return new Said(words[0], words[1]);
  }

  private void requireSame(List<Said> all) {
    long[] mine =
        all.stream()
            .flatMapToLong(said -> LongStream.of(said.millis(), said.remembered()))
            .toArray();
    long[] next = new long[mine.length];
    long[] previous = new long[mine.length];
    links.exchange(mine, mine, next, previous, mine.length);
    if (!Arrays.equals(mine, next) || !Arrays.equals(mine, previous)) {
      throw new PeersDifferException("the parties heard different times", links.others());
    }
  }
}
