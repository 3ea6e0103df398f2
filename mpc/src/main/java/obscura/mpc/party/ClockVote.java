package obscura.mpc.party;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;

/**
 * What time it is for a job: the middle one of what three clocks say. If one party lies it is
 * between what the clocks of the two others say, or exactly one of them. Who has done this very job
 * and took it back at the start of an epoch says what came out then; what two remember counts, so
 * that the job has the same outcome again although time went on ({@code docs/mpc-security.md},
 * "Clocks"). Then all compare what they heard, so that none goes on alone. Two rounds. One job.
 */
final class ClockVote {
  private static final int WORDS = 2;

  /**
   * What a party says.
   *
   * @param millis since 1970
   * @param remembered whether that is what the three agreed on before, for the same job
   */
  record Said(long millis, boolean remembered) {}

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
    Answered before = run.state().takenBack();
    return before == null || before.agreedMillis() == Run.NO_TIME
        ? new Said(run.nowMillis(), false)
        : new Said(before.agreedMillis(), true);
  }

  /** What three words on the time come to. */
  static long millis(List<Said> all) {
    long[] remembered = sorted(all.stream().filter(Said::remembered));
    for (int k = 1; k < remembered.length; k++) {
      if (remembered[k - 1] == remembered[k]) {
        return remembered[k];
      }
    }
    return sorted(all.stream())[1];
  }

  private static long[] sorted(Stream<Said> said) {
    return said.mapToLong(Said::millis).sorted().toArray();
  }

  private List<Said> heard(Said mine) {
    long[] own = {mine.millis(), mine.remembered() ? 1 : 0};
    long[] next = new long[WORDS];
    long[] previous = new long[WORDS];
    links.exchange(own, own, next, previous, WORDS);
    Said[] all = new Said[3];
    all[links.party()] = mine;
    all[links.next()] = read(next);
    all[links.previous()] = read(previous);
    return List.of(all);
  }

  private Said read(long[] words) {
    if (words[1] != 0 && words[1] != 1) {
      throw new PeersDifferException("a party says nothing sensible of the time", links.others());
    }
    return new Said(words[0], words[1] == 1);
  }

  private void requireSame(List<Said> all) {
    long[] mine =
        all.stream()
            .flatMapToLong(
                said -> Arrays.stream(new long[] {said.millis(), said.remembered() ? 1 : 0}))
            .toArray();
    long[] next = new long[mine.length];
    long[] previous = new long[mine.length];
    links.exchange(mine, mine, next, previous, mine.length);
    if (!Arrays.equals(mine, next) || !Arrays.equals(mine, previous)) {
      throw new PeersDifferException("the parties heard different times", links.others());
    }
  }
}
