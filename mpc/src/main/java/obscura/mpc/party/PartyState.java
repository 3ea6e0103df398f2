package obscura.mpc.party;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import obscura.mpc.api.Handle;
import obscura.mpc.roster.Roster;
import org.jspecify.annotations.Nullable;

/** Everything one party knows, changed only by {@link Change}s. One thread. */
final class PartyState {
  /** How many outcomes are kept for repeated questions. */
  static final int REMEMBERED = 8192;

  private Roster roster;
  private Roster adopted;
  private Roster common;
  private final SequencedMap<Handle, Secret> secrets = new LinkedHashMap<>();
  private final SequencedMap<Handle, Request> requests = new LinkedHashMap<>();
  private final SequencedMap<Handle, Resting> resting = new LinkedHashMap<>();
  private final SequencedMap<Handle, Fact> facts = new LinkedHashMap<>();
  private final SequencedMap<Item, Seal> seals = new LinkedHashMap<>();
  private final SequencedMap<Handle, Paper> papers = new LinkedHashMap<>();
  private final Map<Long, Answered> answered = new HashMap<>();
  private final Book book = new Book();
  private final Deque<Change> undo = new ArrayDeque<>();
  private long executed;
  private long sharing;
  private boolean refreshDue;
  private boolean canUndo;
  private @Nullable Answered takenBack;
  private @Nullable Begun begun;

  /** Knows nothing but whose roster it awaits. */
  PartyState(String instance) {
    this.roster = Roster.empty(instance);
    this.adopted = roster;
    this.common = roster;
  }

  /** The longest roster that was verified. */
  Roster roster() {
    return roster;
  }

  void know(Roster longer) {
    roster = longer;
  }

  /** The roster that the three go by. */
  Roster adopted() {
    return adopted;
  }

  /** The longest roster that all three have in this epoch; that which they go by may be shorter. */
  Roster common() {
    return common;
  }

  /** All three have the first entries of the roster. */
  void haveInCommon(int length) {
    common = roster.first(length);
  }

  /** Goes by the first entries of the roster from now on. */
  void adopt(int length) {
    if (length > adopted.length()) {
      // Done again under another roster, the last job could come out otherwise.
      undo.clear();
      canUndo = false;
    }
    adopted = roster.first(length);
  }

  @Nullable Secret secret(Handle handle) {
    return secrets.get(handle);
  }

  /** A secret that must be there, because the state names it. */
  Secret known(Handle handle) {
    Secret secret = secrets.get(handle);
    if (secret == null) {
      throw new IllegalStateException("the secret " + handle + " is missing");
    }
    return secret;
  }

  @Nullable Request request(Handle handle) {
    return requests.get(handle);
  }

  @Nullable Resting resting(Handle handle) {
    return resting.get(handle);
  }

  /** All that rests. */
  Map<Handle, Resting> resting() {
    return Collections.unmodifiableMap(resting);
  }

  @Nullable Fact fact(Handle handle) {
    return facts.get(handle);
  }

  /** The last job that changed a reference price; 0 if none did. */
  long lastReference() {
    long last = 0;
    for (Fact fact : facts.values()) {
      last = fact instanceof Fact.Reference reference ? Math.max(last, reference.job()) : last;
    }
    return last;
  }

  @Nullable Seal seal(Item item) {
    return seals.get(item);
  }

  /** What this party has signed about something; null if nothing, or it was lost. */
  @Nullable Paper paper(Handle about) {
    return papers.get(about);
  }

  /** All that this party has signed. */
  List<Paper> papers() {
    return List.copyOf(papers.values());
  }

  /** Keeps what was signed. A job that is done again is signed again. */
  void keep(Paper paper) {
    papers.put(paper.about(), paper);
  }

  Book book() {
    return book;
  }

  long executed() {
    return executed;
  }

  /** The chain of all jobs executed. */
  Handle chain() {
    Answered last = answered.get(executed);
    if (last == null && executed > 0) {
      throw new IllegalStateException("the last job is not remembered");
    }
    return last == null ? Chain.START : last.chain();
  }

  /** Name of the shares; 0 for those that were first. */
  long sharing() {
    return sharing;
  }

  /** Whether somebody was given what it lost, and the shares were not made anew since. */
  boolean isRefreshDue() {
    return refreshDue;
  }

  void rememberSharing(long name, boolean due) {
    sharing = name;
    refreshDue = due;
  }

  /** Other shares of the same; who took back a job before cannot do so any more. */
  void refresh(long name, List<Change> changes) {
    changes.forEach(this::set);
    sharing = name;
    refreshDue = false;
    undo.clear();
    canUndo = false;
  }

  @Nullable Answered answered(long number) {
    return answered.get(number);
  }

  /** The next job, if it was executed here and taken back: it cannot become another one. */
  @Nullable Answered takenBack() {
    return takenBack;
  }

  /** The last job that was begun here; null if none was. */
  @Nullable Begun begun() {
    return begun;
  }

  /** Whether the next job is a certain one: it was taken back, or begun and not finished. */
  boolean isNextJobFixed() {
    return takenBack != null || (begun != null && begun.number() > executed);
  }

  /** A job is begun, or goes by a time from now on. */
  void begin(Begun job) {
    begun = job;
  }

  /** Remembers a job that was taken back: from a snapshot. */
  void rememberTakenBack(Answered job) {
    takenBack = job;
  }

  /** Outcomes still remembered, oldest first. */
  List<Answered> outcomes() {
    List<Answered> result = new ArrayList<>();
    for (long n = Math.max(1, executed - REMEMBERED + 1); n <= executed; n++) {
      Answered one = answered.get(n);
      if (one != null) {
        result.add(one);
      }
    }
    return result;
  }

  /** Inputs that no job has named, stored before a time. */
  List<Handle> unnamed(long storedBeforeMillis) {
    return secrets.entrySet().stream()
        .filter(e -> e.getValue().phase() == Phase.NEW)
        .filter(e -> e.getValue().storedAtMillis() < storedBeforeMillis)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The changes that make this state out of an empty one. */
  List<Change> everything() {
    List<Change> all = new ArrayList<>();
    secrets.forEach((handle, value) -> all.add(new Change.OfSecret(handle, value)));
    requests.forEach((handle, value) -> all.add(new Change.OfRequest(handle, value)));
    resting.entrySet().stream()
        .sorted(Map.Entry.comparingByValue((a, b) -> Long.compare(a.arrival(), b.arrival())))
        .forEach(e -> all.add(new Change.OfBook(e.getKey(), e.getValue())));
    facts.forEach((handle, value) -> all.add(new Change.OfFact(handle, value)));
    seals.forEach((item, value) -> all.add(new Change.OfSeal(item, value)));
    return all;
  }

  void apply(Change change) {
    set(change);
  }

  /** Applies a job's changes; they can be undone until the next job. */
  void apply(Answered job, List<Change> changes) {
    undo.clear();
    for (Change change : changes) {
      undo.push(set(change));
    }
    remember(job);
    canUndo = true;
  }

  /** Remembers an outcome without changes: from a snapshot. */
  void remember(Answered job) {
    answered.put(job.number(), job);
    answered.remove(job.number() - REMEMBERED);
    executed = job.number();
    canUndo = false;
    takenBack = null;
  }

  /**
   * Puts what the two others agree on in the place of everything but inputs that no job has named.
   *
   * @param jobs the last ones executed, oldest first
   */
  void adopt(long name, List<Answered> jobs, List<Change> items) {
    // An input shared as before does not fit what the others made of theirs since.
    List<Handle> kept = name == sharing ? unnamed(Long.MAX_VALUE) : List.of();
    sharing = name;
    refreshDue = true;
    secrets.keySet().retainAll(Set.copyOf(kept));
    seals.keySet().removeIf(item -> !secrets.containsKey(item.handle()));
    requests.clear();
    resting.clear();
    facts.clear();
    answered.clear();
    undo.clear();
    Answered before = takenBack;
    for (Change item : items) {
      if (item instanceof Change.OfBook order && order.value() != null) {
        resting.put(order.handle(), order.value());
      } else {
        set(item);
      }
    }
    book.rebuild(resting, secrets);
    jobs.forEach(this::remember);
    if (before != null && before.number() == executed + 1) {
      takenBack = before;
    }
  }

  /** Whether something that a job has named was stored without a seal: in the semi-honest mode. */
  boolean isUnsealed() {
    return everything().stream()
        .filter(change -> !(change instanceof Change.OfSeal) && !PublicState.isUnnamed(change))
        .anyMatch(change -> !seals.containsKey(Item.of(change)));
  }

  /** Whether nothing has ever stood under this handle. */
  boolean isNewTo(Handle handle) {
    return !secrets.containsKey(handle);
  }

  /** Whether there is nothing at all. */
  boolean isEmpty() {
    return executed == 0 && secrets.isEmpty();
  }

  /** Whether the last job can be taken back. */
  boolean canUndo() {
    return canUndo;
  }

  /** Takes back the last job. */
  void undo() {
    if (!canUndo) {
      throw new IllegalStateException("job " + executed + " cannot be taken back");
    }
    undo.forEach(this::set);
    undo.clear();
    takenBack = answered.remove(executed);
    executed--;
    canUndo = false;
  }

  /**
   * Lays the book out as a party does that has just read its store. Whoever stayed up has lanes of
   * orders that left; the lanes must be the same at all three.
   */
  void pack() {
    book.rebuild(resting, secrets);
  }

  private Change set(Change change) {
    return switch (change) {
      case Change.OfSecret c -> new Change.OfSecret(c.handle(), replace(secrets, c, c.value()));
      case Change.OfRequest c -> new Change.OfRequest(c.handle(), replace(requests, c, c.value()));
      case Change.OfBook c -> setBook(c);
      case Change.OfFact c -> new Change.OfFact(c.handle(), replace(facts, c, c.value()));
      case Change.OfSeal c -> setSeal(c.item(), c.value());
    };
  }

  private Change setSeal(Item item, @Nullable Seal seal) {
    return new Change.OfSeal(item, seal == null ? seals.remove(item) : seals.put(item, seal));
  }

  private Change setBook(Change.OfBook c) {
    Resting before = replace(resting, c, c.value());
    Resting now = c.value();
    boolean inPlace =
        now == null ? book.remove(c.handle()) : book.put(c.handle(), now, known(c.handle()));
    if (!inPlace) {
      book.rebuild(resting, secrets);
    }
    return new Change.OfBook(c.handle(), before);
  }

  private static <V> @Nullable V replace(Map<Handle, V> map, Change change, @Nullable V value) {
    return value == null ? map.remove(change.handle()) : map.put(change.handle(), value);
  }
}
