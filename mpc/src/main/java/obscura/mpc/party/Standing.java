package obscura.mpc.party;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import obscura.mpc.net.PeersDifferException;

/**
 * Where a party stands at the start of an epoch, as it tells the others.
 *
 * @param executed the last job
 * @param canUndo whether it can take that one back
 * @param empty whether it knows nothing at all, as one that takes another's place
 * @param sharing name of the shares that it holds; they are made anew when somebody lost some
 * @param refreshDue whether that is still to be done
 * @param redoDue whether it took back a job that is to be done again, or has begun one that nobody
 *     has finished: perhaps something of it was opened
 */
record Standing(
    long executed,
    boolean canUndo,
    boolean empty,
    long sharing,
    boolean refreshDue,
    boolean redoDue) {
  static final int WORDS = 6;
  private static final int PARTIES = 3;

  long[] words() {
    return new long[] {
      executed, canUndo ? 1 : 0, empty ? 1 : 0, sharing, refreshDue ? 1 : 0, redoDue ? 1 : 0
    };
  }

  static Standing of(long[] words) {
    return new Standing(
        words[0], words[1] != 0, words[2] != 0, words[3], words[4] != 0, words[5] != 0);
  }

  /**
   * What three standings come to.
   *
   * @param job the last one that counts; who is one ahead takes that one back
   * @param behind the party that needs the state of the two others; -1 if none
   */
  record Plan(long job, int behind) {}

  /**
   * The plan, the same at all three.
   *
   * @param all by number of the party
   * @throws PeersDifferException if no two of them can say what the third lacks
   */
  static Plan plan(List<Standing> all) {
    long least = all.stream().mapToLong(Standing::executed).min().orElseThrow();
    int behind = behind(all);
    boolean same = all.stream().mapToLong(Standing::sharing).distinct().count() == 1;
    boolean replaced = behind >= 0 && all.get(behind).empty;
    if (same && !replaced && all.stream().allMatch(one -> one.fits(least))) {
      return new Plan(least, -1);
    }
    if (behind < 0) {
      throw new PeersDifferException(
          "the stores end with the jobs "
              + all.stream().map(Standing::described).toList()
              + ": two parties lack what the third has, and it cannot be made good from them",
          IntStream.range(0, PARTIES).boxed().toList());
    }
    return new Plan(common(all, behind), behind);
  }

  /** Whether a job was begun or taken back, or will be by this plan, and is to be done again. */
  static boolean isRedoDue(List<Standing> all) {
    long last = plan(all).job();
    return all.stream().anyMatch(one -> one.redoDue || one.executed > last);
  }

  /** The one party that lacks what the two others agree on; -1 if there is none. */
  private static int behind(List<Standing> all) {
    for (int party = 0; party < PARTIES; party++) {
      Standing one = all.get(party);
      long common = common(all, party);
      Standing next = all.get((party + 1) % PARTIES);
      Standing previous = all.get((party + 2) % PARTIES);
      boolean other = one.sharing != next.sharing || (one.empty && !next.empty && !previous.empty);
      boolean agreed =
          next.fits(common) && previous.fits(common) && next.sharing == previous.sharing;
      if (agreed && (one.executed < common || other)) {
        return party;
      }
    }
    return -1;
  }

  /** The last job that both others have executed. */
  private static long common(List<Standing> all, int party) {
    return Math.min(
        all.get((party + 1) % PARTIES).executed, all.get((party + 2) % PARTIES).executed);
  }

  private String described() {
    return sharing == 0
        ? Long.toString(executed)
        : String.format(Locale.ROOT, "%d of %016x", executed, sharing);
  }

  private boolean fits(long job) {
    return executed == job || (executed == job + 1 && canUndo);
  }
}
