package obscura.mpc.party;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import obscura.mpc.api.Handle;
import obscura.mpc.codec.Decoder;
import obscura.mpc.codec.Encoder;
import obscura.mpc.codec.MalformedException;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeersDifferException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What three parties agree on at the start of an epoch: the last job that counts, and the inputs
 * that all of them hold. A party may be one job ahead; it takes that job back, since the venue
 * never got three answers. One that lacks more than that, or everything, is given it by the two
 * others ({@link CatchUp}), and so is one that lacks an input. What changes is written down before
 * it is relied on.
 */
final class Alignment {
  private static final Logger LOG = LoggerFactory.getLogger(Alignment.class);
  private static final int HANDLE_WORDS = 4;

  private final PartyState state;
  private final Links links;
  private final Journal journal;
  private final boolean malicious;
  private final CatchUp catchUp;
  private boolean lost;
  private boolean redoDue;
  private final Set<Handle> inputsOfAll = new HashSet<>();

  /** The store, once there is one for this state. */
  interface Journal {
    void append(byte[] record);

    /** The state is another one than the store's. */
    void writeAnew();
  }

  /**
   * For one epoch.
   *
   * @param journal writes down what changes
   * @param malicious whether nothing is dropped because a peer says that it lacks it, and nothing
   *     taken without proof: it may lie
   * @param nowMillis by this party's clock
   */
  Alignment(PartyState state, Links links, Journal journal, boolean malicious, long nowMillis) {
    this.state = state;
    this.links = links;
    this.journal = journal;
    this.malicious = malicious;
    this.catchUp = new CatchUp(state, links, malicious, nowMillis);
  }

  /** Exchanges where each stands, before anything is changed. */
  void compare() {
    redoDue = Standing.isRedoDue(exchanged());
  }

  /** Whether any of the three has a job begun or taken back, or will have to take one back. */
  boolean isRedoDue() {
    return redoDue;
  }

  /** Exchanges and adapts the state. */
  void align() {
    List<Standing> all = exchanged();
    lost = all.stream().anyMatch(Standing::refreshDue);
    follow(Standing.plan(all));
    alignInputs();
    alignDigests();
  }

  private List<Standing> exchanged() {
    Standing mine =
        new Standing(
            state.executed(),
            state.canUndo(),
            state.isEmpty(),
            state.sharing(),
            state.isRefreshDue() || (malicious && state.isUnsealed()),
            state.isNextJobFixed());
    long[] next = new long[Standing.WORDS];
    long[] previous = new long[Standing.WORDS];
    links.exchange(mine.words(), mine.words(), next, previous, Standing.WORDS);
    List<Standing> all = new ArrayList<>(List.of(mine, mine, mine));
    all.set(links.next(), Standing.of(next));
    all.set(links.previous(), Standing.of(previous));
    return all;
  }

  /** Whether a party was given what it had lost: then all shares are to be made anew. */
  boolean wasLost() {
    return lost;
  }

  /** Everything that all three hold now. */
  List<Change> itemsOfAll() {
    List<Change> items = new ArrayList<>();
    for (Handle handle : inputsOfAll) {
      Secret input = state.secret(handle);
      if (input == null) {
        throw new PeersDifferException("an input that all hold is not here", links.others());
      }
      items.add(new Change.OfSecret(handle, input));
    }
    items.sort(CatchUp.ORDER);
    items.addAll(catchUp.items());
    return items;
  }

  private void follow(Standing.Plan plan) {
    if (state.executed() > plan.job()) {
      LOG.warn("party {} takes back job {}", links.party(), state.executed());
      state.undo();
      journal.append(Records.undo());
    }
    if (plan.behind() >= 0) {
      LOG.warn("party {} gets all up to job {} from the others", plan.behind(), plan.job());
      catchUp.everything(plan.behind());
      lost = true;
      if (plan.behind() == links.party()) {
        journal.writeAnew();
      }
    }
  }

  private void alignInputs() {
    List<Handle> inputs = state.unnamed(Long.MAX_VALUE);
    byte[] list = new Encoder().handles(inputs).bytes();
    Bulk.Received lists = new Bulk(links).exchange(list, list);
    Set<Handle> mine = new HashSet<>(inputs);
    Set<Handle> next = handles(lists.fromNext());
    Set<Handle> previous = handles(lists.fromPrevious());
    boolean lacking =
        lacks(mine, next, previous) || lacks(next, mine, previous) || lacks(previous, mine, next);
    if (lacking) {
      List<Change> forNext = changes(mine, previous, next);
      List<Change> taken = catchUp.inputs(forNext, changes(mine, next, previous));
      accept(taken, next, previous);
    }
    inputsOfAll.addAll(both(mine, next));
    inputsOfAll.addAll(both(next, previous));
    inputsOfAll.addAll(both(previous, mine));
    if (!malicious) {
      drop(inputs.stream().filter(h -> !next.contains(h) && !previous.contains(h)).toList());
    }
  }

  private static Set<Handle> both(Set<Handle> first, Set<Handle> second) {
    Set<Handle> both = new HashSet<>(first);
    both.retainAll(second);
    return both;
  }

  /** Whether two hold an input that the first one does not know. */
  private static boolean lacks(Set<Handle> first, Set<Handle> second, Set<Handle> third) {
    return second.stream().anyMatch(handle -> third.contains(handle) && !first.contains(handle));
  }

  private List<Change> changes(Set<Handle> mine, Set<Handle> other, Set<Handle> lacking) {
    List<Change> changes = new ArrayList<>();
    for (Handle handle : mine) {
      if (other.contains(handle) && !lacking.contains(handle)) {
        changes.add(new Change.OfSecret(handle, state.known(handle)));
      }
    }
    return changes;
  }

  private void accept(List<Change> taken, Set<Handle> next, Set<Handle> previous) {
    for (Change change : taken) {
      Handle handle = change.handle();
      boolean input = change instanceof Change.OfSeal || PublicState.isUnnamed(change);
      if (!input || !next.contains(handle) || !previous.contains(handle)) {
        throw new PeersDifferException("something else than a lost input", links.others());
      }
    }
    // One that a job has named here already is none any more.
    List<Change> fresh = taken.stream().filter(change -> state.isNewTo(change.handle())).toList();
    if (!fresh.isEmpty()) {
      LOG.info("party {} gets inputs that it lacked", links.party());
      fresh.forEach(state::apply);
      journal.append(Records.put(fresh));
    }
  }

  private void drop(List<Handle> missing) {
    if (!missing.isEmpty()) {
      LOG.info("party {} drops {} inputs that nobody else holds", links.party(), missing.size());
      Records.drop(state, missing);
      journal.append(Records.drop(missing));
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

  private Set<Handle> handles(byte[] list) {
    try {
      Decoder in = new Decoder(list);
      Set<Handle> handles = new HashSet<>(in.handles());
      in.end();
      return handles;
    } catch (MalformedException e) {
      throw new PeersDifferException("a list of inputs cannot be read", links.others());
    }
  }
}
