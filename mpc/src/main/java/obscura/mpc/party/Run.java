package obscura.mpc.party;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import obscura.mpc.api.Ending;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Statement;
import obscura.mpc.circuit.Gates;
import obscura.mpc.net.Links;
import obscura.mpc.roster.Entry;
import obscura.mpc.share.Commitment;
import obscura.mpc.share.Opening;
import obscura.mpc.share.Word;
import obscura.mpc.share.Words;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at one job: reads the state, computes, opens, and collects the changes. The state
 * itself changes only when the attempt has succeeded and its record is written.
 */
final class Run {
  /** No time was agreed on: nothing in the job depends on it. */
  static final long NO_TIME = 0;

  private final PartyState state;
  private final Gates gates;
  private final Opening opening;
  private final Links links;
  private final long job;
  private final long nowMillis;
  private final Task task;
  private final List<Paper> papers = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final Map<Handle, Secret> changed = new LinkedHashMap<>();
  private final Map<Handle, Fact> changedFacts = new LinkedHashMap<>();
  private final Refusals refusals;
  private int derived;
  private long agreedMillis = NO_TIME;
  private @Nullable Rule refusal;

  /**
   * The job that is done.
   *
   * @param identity which of its statements are signed
   * @param nowMillis the party's own clock
   * @param notary signs what the party does
   * @param endings counts what ends on the venue's word
   * @param times writes down the time that the job goes by
   */
  record Task(
      long job,
      Identity identity,
      long nowMillis,
      Notary notary,
      VenueEndings endings,
      LongConsumer times) {}

  Run(PartyState state, Gates gates, Opening opening, Links links, Task task, Refusals refusals) {
    this.state = state;
    this.gates = gates;
    this.opening = opening;
    this.links = links;
    this.task = task;
    this.job = task.job();
    this.nowMillis = task.nowMillis();
    this.refusals = refusals;
  }

  /** For what the parties compare beside openings. */
  Links links() {
    return links;
  }

  /** This party's own clock when the job began. */
  long nowMillis() {
    return nowMillis;
  }

  /** From now on the job goes by this time, which all three have agreed on. */
  void goBy(long millis) {
    task.times().accept(millis);
    agreedMillis = millis;
  }

  /** The three have agreed that no more quotes may come. */
  void closes() {
    task.times().accept(Begun.OVER);
  }

  /** What the three agreed on; {@link #NO_TIME} if nobody asked. */
  long agreedMillis() {
    return agreedMillis;
  }

  PartyState state() {
    return state;
  }

  Gates gates() {
    return gates;
  }

  /** What this party has signed in this job. */
  List<Paper> papers() {
    return papers;
  }

  /** Signs that a quote joined the set of a request. */
  void signReceipt(Handle request, Handle quote) {
    papers.add(task.notary().receipt(state, request, quote, task));
  }

  /** Signs the transcript of a selection. */
  void signTranscript(Request selected) {
    Minutes minutes = selected.window().minutes();
    if (minutes != null) {
      papers.add(task.notary().transcript(minutes.transcript(), nowMillis));
    }
  }

  List<Change> changes() {
    return changes;
  }

  boolean open(String what, Word bit) {
    return open(what, bit, 1) == 1;
  }

  long open(String what, Word word, int bits) {
    gates.verify();
    return opening.open(links, what, word, bits);
  }

  long[] open(String what, Word[] words, int bits) {
    gates.verify();
    return opening.open(links, what, words, bits);
  }

  /** Opens to the two holders of a share alone. */
  long[] openToHolders(String what, int share, Word[] words, int bits) {
    gates.verify();
    return opening.openToHolders(links, what, share, words, bits);
  }

  /** The share that this party lacks of something that is opened and is no word. */
  long[] third(String what, long[] mine, long[] next, int bits) {
    gates.verify();
    return opening.third(links, what, mine, next, bits);
  }

  /**
   * An input that no job has named yet, in the context that its record names; null, and a refusal,
   * if it is anything else.
   */
  <P extends Purpose> @Nullable Fresh<P> fresh(Handle handle, Class<P> purpose) {
    Secret secret = state.secret(handle);
    if (secret == null) {
      refuse(Rule.UNKNOWN_HANDLE, "an unknown handle", handle);
      return null;
    }
    if (isPlain(handle)) {
      return null;
    }
    Origin origin = secret.origin();
    if (origin == null || secret.phase() != Phase.NEW) {
      refuse(Rule.USED_BEFORE, "a handle used before", handle);
      return null;
    }
    if (!purpose.isInstance(origin.purpose())) {
      refuse(Rule.OTHER_CONTEXT, "a handle that is meant for something else", handle);
      return null;
    }
    if (!(origin.purpose() instanceof Purpose.NoteKeys)
        && GatewaysWord.isBarred(state.adopted(), GatewaysWord.speakers(origin))) {
      refuse(Rule.SEALED_ONLY, "an input from before its firm signed for itself", handle);
      return null;
    }
    if (!(origin.purpose() instanceof Purpose.NoteKeys)
        && GatewaysWord.mistakenFirm(state.adopted(), origin) != null) {
      refuse(Rule.PARTICIPANT, "an input from before the roster named its firm", handle);
      return null;
    }
    return new Fresh<>(secret, origin, purpose.cast(origin.purpose()));
  }

  /** Whether a handle is for plain operations alone; then it is refused for anything else. */
  boolean isPlain(Handle handle) {
    Secret secret = state.secret(handle);
    boolean plain = secret != null && secret.isPlain();
    if (plain) {
      refuse(Rule.OTHER_CONTEXT, "a plain value for something else", handle);
    }
    return plain;
  }

  /** Takes note of what this party does not do, whatever the venue asks. */
  void refuse(Rule rule, String what, Handle handle) {
    refusals.note(rule, "in job " + job + ": " + what, handle);
    if (refusal == null) {
      refusal = rule;
    }
  }

  /** Whether the gateway has signed a statement of this job. */
  boolean isSigned(Statement said) {
    return task.identity().isSigned(said);
  }

  /** Takes note of what this party ends because the venue says so. */
  void endedByVenue(Ending.Cause cause, Handle handle) {
    task.endings().note(cause, job, handle);
  }

  /** The first rule that the job breaks; null if none. */
  @Nullable Rule refusal() {
    return refusal;
  }

  /** The instruments that may trade, by the roster. */
  List<Entry.Instrument> enabled() {
    return state.adopted().instruments();
  }

  /** The least quantities of a firm, by the roster. */
  Minimums minimums(String firm) {
    return Minimums.of(state.adopted(), firm, enabled());
  }

  /** A number of the roster that the parties go by; empty if it has none of that name. */
  OptionalLong parameter(String name) {
    return state.adopted().parameter(name);
  }

  /** As this job has it. */
  @Nullable Fact fact(Handle handle) {
    Fact own = changedFacts.get(handle);
    return own == null ? state.fact(handle) : own;
  }

  void set(Fact fact) {
    changes.add(new Change.OfFact(fact.handle(), fact));
    changedFacts.put(fact.handle(), fact);
  }

  /** The job's number. */
  long job() {
    return job;
  }

  void set(Handle handle, Secret secret) {
    changes.add(new Change.OfSecret(handle, secret));
    changed.put(handle, secret);
  }

  void set(Handle handle, Request request) {
    changes.add(new Change.OfRequest(handle, request));
  }

  void rest(Handle handle, Resting order) {
    changes.add(new Change.OfBook(handle, order));
  }

  void leaveBook(Handle handle) {
    changes.add(new Change.OfBook(handle, null));
  }

  void spend(Handle handle) {
    Secret secret = changed.getOrDefault(handle, state.secret(handle));
    if (secret != null && secret.phase() != Phase.SPENT) {
      set(handle, secret.in(Phase.SPENT));
    }
  }

  /** A new secret that this job made; {@link Phase#SPENT} from the start, so only for reading. */
  Handle derive(String label, String owner, List<String> readers, boolean open, List<Word> words) {
    Handle handle = Commitment.derived(label, job, derived++);
    set(
        handle,
        new Secret(Phase.SPENT, owner, readers, open, nowMillis, null, List.of(), Words.of(words)));
    return handle;
  }
}
