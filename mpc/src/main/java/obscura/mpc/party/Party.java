package obscura.mpc.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import obscura.mpc.api.Ending;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Measured;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Sample;
import obscura.mpc.circuit.Gates;
import obscura.mpc.circuit.Witness;
import obscura.mpc.input.SealedPart;
import obscura.mpc.input.SharedInput;
import obscura.mpc.measure.Primitives;
import obscura.mpc.measure.Station;
import obscura.mpc.net.CheatingException;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.share.Opening;
import obscura.mpc.share.Scratch;
import obscura.mpc.share.ZeroShares;
import obscura.mpc.verify.Coin;
import obscura.mpc.verify.Ledger;
import obscura.mpc.verify.Protection;
import obscura.mpc.verify.TripleStock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the three parties: one thread that takes messages from its mailbox in order and owns the
 * state, the links and the store. The public methods may be called by any thread; their futures
 * complete on the party's.
 */
public final class Party implements PartyPort, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Party.class);
  private static final long START_NANOS = Duration.ofHours(1).toNanos();

  /** How long the keys of an epoch are used at most, by this party's clock. */
  private static final long EPOCH_MILLIS = Duration.ofHours(24).toMillis();

  /** Tells messages of {@link #prepare} from those of jobs. */
  private static final long PREPARATION = 0x7472_6970_6c65_7300L;

  /** The same for those of {@link #measure}. */
  private static final long MEASUREMENT = 0x6d65_6173_7572_6500L;

  private final Charter charter;
  private final int number;
  private final Links links;
  private final Opening opening;
  private final Clock clock;
  private final Store store;
  private final Mailbox mailbox;
  private final Refusals refusals;
  private final Intake intake;
  private final Notary notary;
  private final VenueEndings endings;
  private final Journal journal = new Journal();
  private final Scratch scratch = new Scratch();
  private final PartyState state;
  private final Protection protection;
  private @Nullable ZeroShares zeros;
  private @Nullable JobTags tags;
  private @Nullable Draws draws;
  private @Nullable Sealing sealing;
  private volatile @Nullable TripleStock triples;
  private Witness witness = Witness.NONE;
  private long lastRun;
  private long epoch;
  private long epochEndsMillis;
  private volatile long rounds;
  private volatile long wordsSent;
  private final AtomicLong suspicions = new AtomicLong();

  /**
   * A party that does nothing until {@link #start}.
   *
   * @param charter what this party's own operator told it
   * @param tally told of every opening that this party takes part in
   * @param protection the same at all three
   * @param threads virtual if the others run in this process, or else the party's own
   */
  public Party(
      StorePlace place,
      Charter charter,
      Links links,
      Opening.Tally tally,
      Clock clock,
      Protection protection,
      Thread.Builder threads) {
    this.protection = protection;
    this.charter = charter;
    this.number = links.party();
    this.links = links;
    this.opening = new Opening(tally);
    this.clock = clock;
    this.store = new Store(place);
    this.state = new PartyState(charter.instance());
    this.refusals = new Refusals(number);
    this.intake =
        new Intake(number, state, charter, refusals, journal::append, protection.isMalicious());
    this.notary = new Notary(number, charter.key());
    this.endings = new VenueEndings(number);
    this.mailbox = new Mailbox(links, threads);
  }

  /** Starts the thread and reads the store. Completes with the last job executed here. */
  public CompletableFuture<Long> start() {
    LOG.info("party {} signs batches as 0x{}", number, charter.signer().address());
    mailbox.start();
    return mailbox.tell(System.nanoTime() + START_NANOS, this::recover);
  }

  @Override
  public CompletableFuture<PartyStatus> status(long deadlineNanos) {
    return mailbox.tell(
        deadlineNanos,
        () ->
            new PartyStatus(
                epoch,
                lastRun,
                state.executed(),
                queued(),
                triplesReady(),
                triplesTaken(),
                suspicions()));
  }

  @Override
  public CompletableFuture<Long> join(long epoch, long deadlineNanos) {
    return mailbox.tell(deadlineNanos, () -> begin(epoch, deadlineNanos));
  }

  @Override
  public CompletableFuture<Long> roster(String text, long deadlineNanos) {
    return mailbox.tell(deadlineNanos, () -> intake.roster(text));
  }

  @Override
  public CompletableFuture<Handle> put(SharedInput input, Ask ask) {
    return tell(ask, () -> intake.put(input, clock.millis()));
  }

  @Override
  public CompletableFuture<Handle> putSealed(SealedPart part, Ask ask) {
    return tell(ask, () -> intake.put(part, clock.millis()));
  }

  @Override
  public CompletableFuture<Outcome> execute(Job job, long run, Ask ask) {
    return tell(ask, () -> answer(job, run, ask.deadlineNanos()));
  }

  @Override
  public CompletableFuture<Boolean> prepare(long run, Ask ask) {
    return tell(ask, () -> prepareTriples(run, ask.deadlineNanos()));
  }

  @Override
  public CompletableFuture<Measured> measure(Sample sample, long run, Ask ask) {
    return tell(ask, () -> measured(sample, run, ask.deadlineNanos()));
  }

  @Override
  public CompletableFuture<List<Handle>> drawRoots(Ask ask) {
    return tell(ask, () -> Objects.requireNonNull(draws).roots());
  }

  @Override
  public CompletableFuture<Papers> papers(Handle request, Ask ask) {
    return tell(ask, () -> signed(request));
  }

  private Papers signed(Handle request) {
    Request known = state.request(request);
    if (known != null) {
      return notary.papers(state, request, known);
    }
    if (state.fact(Fact.signed(request)) instanceof Fact.Signed batch) {
      return Papers.ofBatch(charter.signer().sign(batch.batch().bytes()));
    }
    if (state.takenBack() != null) {
      throw new PeerSilentException(Disclosure.NOT_YET);
    }
    throw refusals.of(Rule.UNKNOWN_HANDLE, "papers of no request", request);
  }

  @Override
  public CompletableFuture<Disclosure> disclose(Reveal request, Ask ask) {
    return tell(ask, () -> intake.disclose(request));
  }

  @Override
  public CompletableFuture<byte[]> sealFor(Handle handle, String auditor, Ask ask) {
    return tell(ask, () -> intake.sealFor(handle, auditor));
  }

  @Override
  public CompletableFuture<List<Handle>> unnamed(long beforeMillis, Ask ask) {
    return tell(ask, () -> state.unnamed(beforeMillis));
  }

  @Override
  public CompletableFuture<Integer> drop(List<Handle> handles, Ask ask) {
    return tell(ask, () -> intake.drop(handles));
  }

  /** Questions that wait. */
  public int queued() {
    return mailbox.size();
  }

  /** Rounds of the last job. */
  public long rounds() {
    return rounds;
  }

  /** Words that this party sent in the last job. */
  public long wordsSent() {
    return wordsSent;
  }

  /** Verified triples that are ready; 0 in the semi-honest mode. */
  public long triplesReady() {
    TripleStock stock = triples;
    return stock == null ? 0 : stock.available();
  }

  /** Triples used since the epoch began. */
  public long triplesTaken() {
    TripleStock stock = triples;
    return stock == null ? 0 : stock.taken();
  }

  /** How often each of this party's own rules was broken. */
  public Map<Rule, Long> refusals() {
    return refusals.counts();
  }

  /** How often something was ended here on the venue's word, for each cause. */
  public Map<Ending.Cause, Long> endedByVenue() {
    return endings.counts();
  }

  /** How often this party noticed that another one deviates. */
  public long suspicions() {
    return suspicions.get();
  }

  /** Ends the thread where it stands, as a kill would. */
  @Override
  public void close() {
    mailbox.close();
    store.close();
  }

  private <T> CompletableFuture<T> tell(Ask ask, Supplier<T> work) {
    return mailbox.tell(
        ask.deadlineNanos(),
        () -> {
          check(ask);
          return work.get();
        });
  }

  private long recover() {
    try {
      for (byte[] record : store.read()) {
        Records.replay(state, record);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the store of party " + number + " cannot be used", e);
    }
    return state.executed();
  }

  private long begin(long run, long deadlineNanos) {
    rise(run);
    endEpoch();
    Alignment alignment =
        new Alignment(state, links, journal, protection.isMalicious(), clock.millis());
    var _ =
        together(() -> {
          links.connect(run, deadlineNanos);
          links.start(run, 0, deadlineNanos, patienceNanos());
          alignment.compare();
          intake.adopt(
              new RosterAgreement(links, state, charter.plainOperations())
                  .agree(alignment.isRedoDue()));
          alignment.align();
          state.pack();
          take(new KeyExchange(links, run).agree());
          if (alignment.wasLost()) {
            refresh(run, alignment.itemsOfAll());
          }
          tags = JobTags.agree(links);
          return epoch;
        });
    if (!store.isOpen()) {
      compact();
    }
    epoch = run;
    epochEndsMillis = clock.millis() + EPOCH_MILLIS;
    if (!notary.isNamedIn(state.adopted())) {
      LOG.warn("ALERT party {}: the roster does not name its signing key", number);
    }
    if (state.adopted().sealingKey(number).filter(key -> !isOwn(key)).isPresent()) {
      LOG.warn(
          "ALERT party {}: the roster names another sealing key; what owners seal does not open",
          number);
    }
    LOG.info("party {} is in epoch {}, executed {}", number, run, state.executed());
    LOG.info("epoch {} draws from the seeds under {}", run, Objects.requireNonNull(draws).roots());
    return state.executed();
  }

  private boolean isOwn(byte[] sealingKey) {
    return HexFormat.of().formatHex(sealingKey).equals(charter.sealingKey().publicHex());
  }

  private void take(KeyExchange.EpochKeys keys) {
    zeros = keys.zeros();
    draws = Draws.agree(links, keys.drawsOwn(), keys.drawsNext());
    if (protection.isMalicious()) {
      sealing = new Sealing(links, keys.sealsOwn(), keys.sealsNext());
      TripleStock stock =
          new TripleStock(protection.supply(), links, keys.triplesOwn(), keys.triplesNext());
      triples = stock;
      witness = new Ledger(stock);
    }
  }

  /** Old shares, whoever has kept some, are worth nothing any more. */
  private void refresh(long run, List<Change> items) {
    ZeroShares keyed = Objects.requireNonNull(zeros);
    keyed.start(run, 0);
    Gates gates = new Gates(links, keyed, witness, scratch);
    List<Change> changes = new ArrayList<>(new Refresh(gates).of(items));
    if (sealing != null) {
      changes.addAll(sealing.seals(run, List.copyOf(changes)));
    }
    byte[] coin = new Coin(links, new SecureRandom()).toss();
    state.refresh(ByteBuffer.wrap(coin).getLong() | 1, changes);
    state.pack();
    compact();
  }

  /**
   * Who abandons common work tells the others by cutting the lines. In the malicious mode this ends
   * the epoch with its keys and triples; the state stays as it is.
   */
  private <T> T together(Supplier<T> work) {
    try {
      return work.get();
    } catch (PeerSilentException e) {
      abandon();
      throw e;
    } catch (PeersDifferException e) {
      if (!protection.isMalicious()) {
        throw e;
      }
      abandon();
      throw suspicion(e);
    }
  }

  private void abandon() {
    links.cut();
    if (protection.isMalicious()) {
      endEpoch();
    }
  }

  private long patienceNanos() {
    return protection.isMalicious() ? protection.patience().toNanos() : Links.ANY_PATIENCE;
  }

  private CheatingException suspicion(PeersDifferException e) {
    suspicions.incrementAndGet();
    String suspects =
        e.suspects().stream().map(String::valueOf).collect(Collectors.joining(" or "));
    LOG.error("party {} suspects party {} of cheating: {}", number, suspects, e.getMessage());
    return new CheatingException(
        "party " + number + " suspects party " + suspects + ": " + e.getMessage());
  }

  private void endEpoch() {
    epoch = 0;
    tags = null;
    draws = null;
    zeros = null;
    sealing = null;
    triples = null;
    witness = Witness.NONE;
  }

  /** Before the first epoch nothing is written: the old file stays until the state is agreed. */
  private final class Journal implements Alignment.Journal {
    @Override
    public void append(byte[] record) {
      if (store.isOpen()) {
        store.append(record);
      }
    }

    @Override
    public void writeAnew() {
      if (store.isOpen()) {
        compact();
      }
    }
  }

  private void compact() {
    try {
      store.replace(Records.all(state));
    } catch (IOException e) {
      throw new UncheckedIOException("the store of party " + number + " cannot be written", e);
    }
  }

  /** Nothing is done in an epoch that is over or that was never begun here. */
  private void check(Ask ask) {
    if (ask.epoch() != epoch || epoch == 0) {
      throw new EpochEndedException("party " + number + " is in epoch " + epoch);
    }
    if (clock.millis() >= epochEndsMillis) {
      throw new EpochEndedException("the keys of epoch " + epoch + " are too old");
    }
  }

  private void rise(long run) {
    if (run <= lastRun) {
      throw new PeerSilentException("run " + run + " is not above " + lastRun);
    }
    lastRun = run;
  }

  private Outcome answer(Job job, long run, long deadlineNanos) {
    Identity identity = Identity.of(job, state);
    Handle digest = identity.digest();
    if (job.number() <= state.executed()) {
      return remembered(job, identity);
    }
    if (job.number() != state.executed() + 1) {
      throw otherJob(job, digest, "is not the next");
    }
    boolean redo = state.isNextJobFixed();
    Answered takenBack = state.takenBack();
    if (takenBack != null && !identity.goesOnWith(takenBack.digest())) {
      throw otherJob(job, digest, "came with another content");
    }
    Begun begun = state.begun();
    if (begun != null && begun.number() == job.number() && !identity.goesOnWith(begun.digest())) {
      throw otherJob(job, digest, "came with another content");
    }
    if (zeros == null || tags == null) {
      throw new IllegalStateException("an epoch without keys");
    }
    rise(run);
    Handle chain = Chain.link(state.chain(), digest);
    links.start(run, tags.of(chain), deadlineNanos, patienceNanos());
    zeros.start(run, (int) chain.b());
    ZeroShares keyed = zeros;
    Outcome outcome = together(() -> execute(job, identity, chain, keyed));
    if (redo && state.roster().length() > state.adopted().length()) {
      // The longer roster had to wait for this job: the next epoch goes by it.
      endEpoch();
    }
    return outcome;
  }

  private Run.Task task(Job job, Identity identity) {
    return new Run.Task(job.number(), identity, clock.millis(), notary, endings, this::goBy);
  }

  private boolean prepareTriples(long run, long deadlineNanos) {
    TripleStock stock = triples;
    if (stock == null || !stock.wantsMore()) {
      return false;
    }
    rise(run);
    links.start(run, PREPARATION, deadlineNanos, patienceNanos());
    return together(() -> {
      stock.advance();
      return stock.wantsMore();
    });
  }

  private Measured measured(Sample sample, long run, long deadlineNanos) {
    ZeroShares keyed = Objects.requireNonNull(zeros, "an epoch without keys");
    int content = sample.step().name().hashCode() ^ sample.times();
    rise(run);
    links.start(run, MEASUREMENT ^ content, deadlineNanos, patienceNanos());
    keyed.start(run, content);
    return together(() -> Primitives.measure(new Station(links, keyed, triples), sample));
  }

  private Outcome remembered(Job job, Identity identity) {
    Answered answered = state.answered(job.number());
    if (answered == null) {
      throw new PeerSilentException("job " + job.number() + " was answered too long ago");
    }
    if (!identity.asksFor(answered.digest())) {
      throw otherJob(job, identity.digest(), "came with another content");
    }
    return answered.outcome();
  }

  /** The venue has broken the order of jobs: this party halts. */
  private PeersDifferException otherJob(Job job, Handle digest, String what) {
    String why = "job " + job.number() + " " + what;
    refusals.note(Rule.OTHER_JOB, why, digest);
    return new PeersDifferException(why);
  }

  /** Before anything is opened: no other job can have this number from here on. */
  private void begin(long number, Handle digest) {
    Begun begun = state.begun();
    if (begun == null || !begun.is(number, digest)) {
      write(new Begun(number, digest));
    }
  }

  /** Before anything is opened: if the job has to be done again, it goes by this time too. */
  private void goBy(long millis) {
    Begun begun = Objects.requireNonNull(state.begun());
    if (begun.agreedMillis() != millis) {
      write(begun.goingBy(millis));
    }
  }

  private void write(Begun job) {
    store.append(Records.begun(job));
    state.begin(job);
  }

  private Outcome execute(Job job, Identity identity, Handle chain, ZeroShares zeros) {
    TripleStock stock = triples;
    if (stock != null) {
      Agreement.require(links, chain, stock.available());
    }
    Handle digest = identity.digest();
    begin(job.number(), digest);
    Gates gates = new Gates(links, zeros, witness, scratch);
    Run run = new Run(state, gates, opening, links, task(job, identity), refusals);
    Outcome outcome = Jobs.execute(run, job, charter, Objects.requireNonNull(draws));
    gates.verify();
    List<Change> changes = new ArrayList<>(run.changes());
    if (sealing != null) {
      changes.addAll(sealing.seals(lastRun, changes));
    }
    Answered answered = new Answered(job.number(), digest, chain, outcome);
    if (!run.papers().isEmpty()) {
      store.append(Records.papers(run.papers()));
      run.papers().forEach(state::keep);
    }
    store.append(Records.job(answered, changes));
    state.apply(answered, changes);
    rounds = links.rounds();
    wordsSent = links.wordsSent();
    return outcome;
  }
}
