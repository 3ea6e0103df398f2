package obscura.mpc.party;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import obscura.mpc.api.Handle;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What three parties agree on at the start of an epoch: the last job that all of them executed, and
 * the inputs that all of them hold. A party may be one job ahead; it takes that job back, since the
 * venue never got three answers. An input that one lacks was never told to be stored, and all drop
 * it. What changes is written down before it is relied on.
 */
final class Alignment {
  private static final Logger LOG = LoggerFactory.getLogger(Alignment.class);
  private static final int HANDLE_WORDS = 4;

  private final PartyState state;
  private final Links links;
  private final Consumer<byte[]> journal;
  private final boolean keepsInputs;

  /**
   * For one epoch.
   *
   * @param journal writes a record to the store
   * @param keepsInputs whether nothing is dropped because a peer says that it lacks it: it may lie
   */
  Alignment(PartyState state, Links links, Consumer<byte[]> journal, boolean keepsInputs) {
    this.state = state;
    this.links = links;
    this.journal = journal;
    this.keepsInputs = keepsInputs;
  }

  /** Exchanges and adapts the state. */
  void align() {
    List<Handle> inputs = state.unnamed(Long.MAX_VALUE);
    long[] mine = {state.executed(), inputs.size()};
    long[] a = new long[2];
    long[] b = new long[2];
    links.exchange(mine, mine, a, b, 2);
    alignJobs(Math.min(mine[0], Math.min(a[0], b[0])));
    if (!keepsInputs) {
      alignInputs(state.unnamed(Long.MAX_VALUE), Math.max(mine[1], Math.max(a[1], b[1])));
    }
    alignDigests();
  }

  private void alignJobs(long common) {
    if (state.executed() == common + 1 && state.canUndo()) {
      LOG.warn("party {} takes back job {}", links.party(), state.executed());
      state.undo();
      journal.accept(Records.undo());
    }
    if (state.executed() != common) {
      throw new PeersDifferException(
          "a party is more than one job behind the others", links.others());
    }
  }

  /** Taking a job back makes its inputs unnamed again, so a few more than counted may be there. */
  private void alignInputs(List<Handle> inputs, long counted) {
    int room = Math.toIntExact(counted) + 2;
    long[] mine = new long[room * HANDLE_WORDS];
    for (int k = 0; k < inputs.size(); k++) {
      write(mine, k, inputs.get(k));
    }
    long[] a = new long[mine.length];
    long[] b = new long[mine.length];
    links.exchange(mine, mine, a, b, mine.length);
    Set<Handle> others = read(a);
    others.retainAll(read(b));
    List<Handle> missing = inputs.stream().filter(h -> !others.contains(h)).toList();
    if (!missing.isEmpty()) {
      LOG.info("party {} drops {} inputs that not all hold", links.party(), missing.size());
      Records.drop(state, missing);
      journal.accept(Records.drop(missing));
    }
  }

  private void alignDigests() {
    long[] mine = new long[2 * HANDLE_WORDS];
    write(mine, 0, state.chain());
    write(mine, 1, PublicState.digest(state));
    long[] a = new long[mine.length];
    long[] b = new long[mine.length];
    links.exchange(mine, mine, a, b, mine.length);
    if (!Arrays.equals(a, mine) || !Arrays.equals(b, mine)) {
      throw new PeersDifferException(
          "the parties executed different jobs or came to different states", links.others());
    }
  }

  private static void write(long[] words, int place, Handle handle) {
    words[place * HANDLE_WORDS] = handle.a();
    words[place * HANDLE_WORDS + 1] = handle.b();
    words[place * HANDLE_WORDS + 2] = handle.c();
    words[place * HANDLE_WORDS + 3] = handle.d();
  }

  private static Set<Handle> read(long[] words) {
    Set<Handle> handles = new HashSet<>();
    for (int k = 0; k < words.length; k += HANDLE_WORDS) {
      handles.add(new Handle(words[k], words[k + 1], words[k + 2], words[k + 3]));
    }
    return handles;
  }
}
