package obscura.mpc.party;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Reveal;
import obscura.mpc.circuit.Gates;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.share.Opening;
import obscura.mpc.share.SharedInput;
import obscura.mpc.share.Words;
import obscura.mpc.share.ZeroShares;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the three parties: one thread that takes messages from its mailbox in order and owns the
 * state, the links and the store. The public methods may be called by any thread; their futures
 * complete on the party's. A task whose deadline has passed is not begun.
 */
public final class Party implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Party.class);
  private static final int ATTEMPT_BITS = 24;

  /** What a party sends to the recipient of a reveal: its shares, or why it refuses. */
  public record Disclosure(List<Words> shares, @Nullable String refusal) {}

  private record Task(long deadlineNanos, Runnable work, CompletableFuture<?> answer) {}

  private final int number;
  private final Links links;
  private final Opening opening;
  private final Clock clock;
  private final Store store;
  private final BlockingQueue<Task> mailbox = new LinkedBlockingQueue<>();
  private final PartyState state = new PartyState();
  private final Thread thread;
  private @Nullable ZeroShares zeros;
  private @Nullable RuntimeException failure;
  private long lastRun;
  private volatile long rounds;
  private volatile long wordsSent;

  /**
   * A party that does nothing until {@link #start}.
   *
   * @param tally told of every opening that this party takes part in
   */
  public Party(StorePlace place, Links links, Opening.Tally tally, Clock clock) {
    this.number = links.party();
    this.links = links;
    this.opening = new Opening(tally);
    this.clock = clock;
    this.store = new Store(place);
    this.thread = Thread.ofVirtual().name("mpc-" + number).unstarted(this::work);
  }

  /** Reads the store, agrees with the others, and completes with the last executed job. */
  public CompletableFuture<Long> start(long deadlineNanos) {
    thread.start();
    return tell(deadlineNanos, () -> recover(deadlineNanos));
  }

  /** Checks the commitments and stores the shares. */
  public CompletableFuture<Handle> put(SharedInput input, long deadlineNanos) {
    return tell(deadlineNanos, () -> store(input));
  }

  /**
   * Executes a job.
   *
   * @param attempt 1, or one more each time after the parties may have come apart; then they align
   */
  public CompletableFuture<Outcome> execute(Job job, int attempt, long deadlineNanos) {
    return tell(deadlineNanos, () -> answer(job, attempt, deadlineNanos));
  }

  public CompletableFuture<Disclosure> disclose(Reveal request, long deadlineNanos) {
    return tell(deadlineNanos, () -> disclose(request));
  }

  /** Inputs that no job has named, stored before a time by this party's clock. */
  public CompletableFuture<List<Handle>> unnamed(long beforeMillis, long deadlineNanos) {
    return tell(deadlineNanos, () -> state.unnamed(beforeMillis));
  }

  /** Deletes inputs, as far as no job has named them. */
  public CompletableFuture<Integer> drop(List<Handle> handles, long deadlineNanos) {
    return tell(deadlineNanos, () -> drop(handles));
  }

  /** Rounds of the last job. */
  public long rounds() {
    return rounds;
  }

  /** Words that this party sent in the last job. */
  public long wordsSent() {
    return wordsSent;
  }

  /** Ends the thread where it stands, as a kill would. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    store.close();
  }

  private <T> CompletableFuture<T> tell(long deadlineNanos, Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    mailbox.add(new Task(deadlineNanos, () -> answer.complete(work.get()), answer));
    return answer;
  }

  private void work() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Task task = mailbox.take();
        links.passIfResumed();
        handle(task);
      }
    } catch (InterruptedException | PeerSilentException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(Task task) {
    if (failure != null) {
      task.answer().completeExceptionally(failure);
    } else if (System.nanoTime() - task.deadlineNanos() > 0) {
      task.answer().completeExceptionally(new PeerSilentException("asked too long ago"));
    } else {
      perform(task);
    }
  }

  private void perform(Task task) {
    try {
      task.work().run();
    } catch (PeerSilentException e) {
      task.answer().completeExceptionally(e);
    } catch (RuntimeException e) {
      LOG.error("party {} stops", number, e);
      failure = e;
      task.answer().completeExceptionally(e);
    }
  }

  private long recover(long deadlineNanos) {
    try {
      for (byte[] record : store.read()) {
        Records.replay(state, record);
      }
      lastRun = 1;
      links.start(lastRun, 0, deadlineNanos);
      new Alignment(state, links).align();
      state.rebuildBook();
      zeros = freshZeros();
      store.replace(Records.all(state));
    } catch (IOException e) {
      throw new UncheckedIOException("the store of party " + number + " cannot be used", e);
    }
    return state.executed();
  }

  /** This epoch's keys: each party draws one and gives it to the party before. */
  private ZeroShares freshZeros() {
    byte[] own = new byte[ZeroShares.KEY_BYTES];
    new SecureRandom().nextBytes(own);
    long[] sent = new long[ZeroShares.KEY_BYTES / Long.BYTES];
    ByteBuffer.wrap(own).asLongBuffer().get(sent);
    long[] received = new long[sent.length];
    links.rotate(sent, received, sent.length);
    ByteBuffer next = ByteBuffer.allocate(ZeroShares.KEY_BYTES);
    next.asLongBuffer().put(received);
    return new ZeroShares(own, next.array());
  }

  private Handle store(SharedInput input) {
    if (!input.isConsistent()) {
      throw new PeersDifferException("an input does not fit its commitments");
    }
    Handle handle = input.handle();
    Change.OfSecret put =
        new Change.OfSecret(
            handle,
            new Secret(
                Phase.NEW,
                input.owner(),
                List.of(),
                input.openToCompliance(),
                clock.millis(),
                input.words()));
    store.append(Records.put(put));
    state.apply(put);
    return handle;
  }

  private Outcome answer(Job job, int attempt, long deadlineNanos) {
    Handle digest = Jobs.digest(job);
    if (attempt > 1) {
      begin(job, attempt, digest, deadlineNanos);
      alignOn(job, digest);
    }
    if (job.number() <= state.executed()) {
      return remembered(job, digest);
    }
    if (job.number() != state.executed() + 1) {
      throw new PeersDifferException("job " + job.number() + " is not the next");
    }
    if (attempt == 1) {
      begin(job, attempt, digest, deadlineNanos);
    }
    return execute(job, digest);
  }

  private void begin(Job job, int attempt, Handle digest, long deadlineNanos) {
    long run = (job.number() << ATTEMPT_BITS) + attempt;
    if (run <= lastRun || zeros == null) {
      throw new PeersDifferException("an attempt was asked for twice");
    }
    lastRun = run;
    links.start(run, digest.a(), deadlineNanos);
    zeros.start(job.number(), attempt);
  }

  /** After a failed attempt some may have finished the job and others not: those take it back. */
  private void alignOn(Job job, Handle digest) {
    long[] mine = {state.executed()};
    long[] a = new long[1];
    long[] b = new long[1];
    links.exchange(mine, mine, a, b, 1);
    boolean allHave = Math.min(mine[0], Math.min(a[0], b[0])) >= job.number();
    if (!allHave && state.executed() == job.number()) {
      String what = remembered(job, digest).getClass().getSimpleName();
      LOG.info("party {} takes back job {} ({})", number, job.number(), what);
      store.append(Records.undo());
      state.undo();
    }
    state.rebuildBook();
  }

  private Outcome remembered(Job job, Handle digest) {
    Answered answered = state.answered(job.number());
    if (answered == null) {
      throw new PeerSilentException("job " + job.number() + " was answered too long ago");
    }
    if (!answered.digest().equals(digest)) {
      throw new PeersDifferException("job " + job.number() + " came with another content");
    }
    return answered.outcome();
  }

  private Outcome execute(Job job, Handle digest) {
    if (zeros == null) {
      throw new IllegalStateException("not started");
    }
    Gates gates = new Gates(links, zeros);
    Run run = new Run(state, gates, opening, links, job.number(), clock.millis());
    Outcome outcome = Jobs.execute(run, job);
    Answered answered = new Answered(job.number(), digest, outcome);
    store.append(Records.job(answered, run.changes()));
    state.apply(answered, run.changes());
    rounds = links.rounds();
    wordsSent = links.wordsSent();
    return outcome;
  }

  private Disclosure disclose(Reveal request) {
    List<Words> shares = new ArrayList<>();
    for (Handle handle : request.handles()) {
      String refusal = Entitlement.refusal(state, handle, request.recipient());
      if (refusal != null) {
        LOG.warn("party {} refuses to reveal {}: {}", number, handle, refusal);
        return new Disclosure(List.of(), refusal);
      }
      shares.add(state.known(handle).words());
    }
    return new Disclosure(shares, null);
  }

  private int drop(List<Handle> handles) {
    List<Handle> present = new ArrayList<>(handles);
    present.retainAll(state.unnamed(Long.MAX_VALUE));
    store.append(Records.drop(present));
    Records.drop(state, present);
    return present.size();
  }
}
