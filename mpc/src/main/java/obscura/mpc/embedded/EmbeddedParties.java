package obscura.mpc.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Vector;
import obscura.mpc.net.Links;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.party.Party;
import obscura.mpc.party.StorePlace;
import obscura.mpc.share.Opening;
import obscura.mpc.share.SharedInput;
import obscura.mpc.share.Words;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Three parties in this process, each with its thread, its state and its store under {@code mpc-0},
 * {@code mpc-1} and {@code mpc-2}. Semi-honest; and whoever runs the process can read all three, so
 * this hides values from participants, operators' tools, logs and disks, not from the host.
 */
public final class EmbeddedParties implements MpcEngine {
  /** How long a party may take to answer. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedParties.class);
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofMillis(100);

  private final Duration timeout;
  private final SecureRandom random = new SecureRandom();
  private final Links[] links = Links.inMemory();
  private final List<Party> parties = new ArrayList<>();
  private final Opening recipient;
  private final FileLock lock;
  private final JobQueue jobs;

  /** With the default time-out, the system's clock and nobody counting. */
  public EmbeddedParties(Path directory, StoreKeys keys) {
    this(directory, keys, DEFAULT_TIMEOUT, Clock.systemUTC(), Opening.Tally.NONE);
  }

  /**
   * Starts the parties from their stores, or empty.
   *
   * @param directory used by this instance alone
   * @param timeout of every answer
   * @param clock read by each party
   * @param tally told of every opening: of each party's in a job, and once of a reveal's
   * @throws MpcUnavailableException if the stores do not fit each other or are damaged
   */
  public EmbeddedParties(
      Path directory, StoreKeys keys, Duration timeout, Clock clock, Opening.Tally tally) {
    this.timeout = timeout;
    this.recipient = new Opening(tally);
    this.lock = lock(directory);
    for (int k = 0; k < 3; k++) {
      StorePlace place =
          new StorePlace(directory.resolve("mpc-" + k), keys.of(k), keys.areForSyncedStores());
      parties.add(new Party(place, links[k], tally, clock));
    }
    long executed = start();
    this.jobs = new JobQueue(executed, this::execute);
  }

  private long start() {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    CompletableFuture<Long> ready = new CompletableFuture<>();
    AtomicInteger started = new AtomicInteger();
    for (Party party : parties) {
      var _ =
          party
              .start(deadline)
              .whenComplete((last, problem) -> {
                if (problem != null) {
                  ready.completeExceptionally(problem);
                } else if (started.incrementAndGet() == parties.size()) {
                  ready.complete(last);
                }
              });
    }
    try {
      return ready.join();
    } catch (CompletionException e) {
      close();
      throw new MpcUnavailableException("the parties did not start: " + e.getCause());
    }
  }

  private static FileLock lock(Path directory) {
    try {
      Files.createDirectories(directory);
      FileLock taken =
          FileChannel.open(
                  directory.resolve("mpc.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE)
              .tryLock();
      if (taken == null) {
        throw new MpcUnavailableException("another process uses " + directory);
      }
      return taken;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletableFuture<Handle> put(Input input) {
    if (input.owner().startsWith("!")) {
      throw new IllegalArgumentException("an owner's name does not start with !");
    }
    if (jobs.stopped() != null) {
      return stopped();
    }
    SharedInput[] parts = SharedInput.split(input, random);
    long deadline = deadline();
    CompletableFuture<Handle> first = parties.get(0).put(parts[0], deadline);
    CompletableFuture<Handle> second = parties.get(1).put(parts[1], deadline);
    CompletableFuture<Handle> third = parties.get(2).put(parts[2], deadline);
    return gathered(List.of(first, second, third), timeout).thenApply(handles -> handles.get(0));
  }

  @Override
  public CompletableFuture<Outcome> execute(Job job) {
    return jobs.add(job);
  }

  private CompletableFuture<Outcome> execute(Job job, int attempt) {
    long deadline = deadline();
    return all(party -> party.execute(job, attempt, deadline), timeout).thenApply(this::agreed);
  }

  private Outcome agreed(List<Outcome> outcomes) {
    Outcome first = outcomes.get(0);
    if (!first.equals(outcomes.get(1)) || !first.equals(outcomes.get(2))) {
      throw stop("the parties' outcomes differ");
    }
    return first;
  }

  @Override
  public CompletableFuture<Revealed> reveal(Reveal request) {
    if (jobs.stopped() != null) {
      return stopped();
    }
    long deadline = deadline();
    return all(party -> party.disclose(request, deadline), timeout).thenApply(this::combined);
  }

  private Revealed combined(List<Party.Disclosure> parts) {
    for (int k = 0; k < 3; k++) {
      String refusal = parts.get(k).refusal();
      if (refusal != null) {
        return new Revealed.Refused(k, refusal);
      }
    }
    List<Vector> vectors = new ArrayList<>();
    for (int k = 0; k < parts.get(0).shares().size(); k++) {
      Words first = parts.get(0).shares().get(k);
      long[] v = recipient.open("reveal", first, share(parts, 1, k), share(parts, 2, k));
      vectors.add(new Vector(v[0], v[1], v[2], v[3], v[4], v[5], v[6]));
    }
    return new Revealed.Values(vectors);
  }

  private static Words share(List<Party.Disclosure> parts, int party, int index) {
    return parts.get(party).shares().get(index);
  }

  @Override
  public long executed() {
    return jobs.executed();
  }

  @Override
  public CompletableFuture<Integer> collectOrphans(Instant putBefore) {
    long before = putBefore.toEpochMilli();
    long deadline = deadline();
    return all(party -> party.unnamed(before, deadline), timeout)
        .thenCompose(this::dropCommon)
        .thenApply(counts -> counts.get(0));
  }

  /** Only what all three count as an orphan is deleted, whatever their clocks say. */
  private CompletableFuture<List<Integer>> dropCommon(List<List<Handle>> orphans) {
    Set<Handle> common = new HashSet<>(orphans.get(0));
    common.retainAll(new HashSet<>(orphans.get(1)));
    common.retainAll(new HashSet<>(orphans.get(2)));
    List<Handle> agreed = orphans.get(0).stream().filter(common::contains).toList();
    long deadline = deadline();
    return all(party -> party.drop(agreed, deadline), timeout);
  }

  /** Makes a party seem away: it stops at its next message. For drills and tests. */
  public void suspend(int party) {
    links[party].suspend();
  }

  /** Brings a party back. */
  public void resume(int party) {
    links[party].resume();
  }

  /** Rounds of the last job, as party 0 counted them. */
  public long rounds() {
    return parties.get(0).rounds();
  }

  /** Bytes that party 0 sent in the last job. */
  public long bytesSent() {
    return parties.get(0).wordsSent() * Long.BYTES;
  }

  @Override
  public void close() {
    parties.forEach(Party::close);
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long deadline() {
    return System.nanoTime() + timeout.toNanos();
  }

  private <T> CompletableFuture<T> stopped() {
    return CompletableFuture.failedFuture(new MpcUnavailableException("the engine has stopped"));
  }

  private <T> CompletableFuture<List<T>> all(
      Function<Party, CompletableFuture<T>> question, Duration limit) {
    return gathered(parties.stream().map(question).toList(), limit);
  }

  /** All three answers; the engine stops at anything but silence. */
  private <T> CompletableFuture<List<T>> gathered(
      List<CompletableFuture<T>> answers, Duration limit) {
    CompletableFuture<Void> three =
        CompletableFuture.allOf(answers.get(0), answers.get(1), answers.get(2));
    return three
        .orTimeout(limit.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS)
        .handle((nothing, problem) -> judged(answers, problem));
  }

  private <T> List<T> judged(List<CompletableFuture<T>> answers, @Nullable Throwable problem) {
    if (problem == null) {
      return answers.stream().map(CompletableFuture::join).toList();
    }
    for (CompletableFuture<T> answer : answers) {
      Throwable failure = answer.isCompletedExceptionally() ? answer.exceptionNow() : null;
      if (failure != null && !(failure instanceof PeerSilentException)) {
        throw stop(failure.toString());
      }
    }
    throw new MpcUnavailableException("a party did not answer in time");
  }

  private MpcUnavailableException stop(String reason) {
    LOG.error("the engine stops: {}", reason);
    return jobs == null ? new MpcUnavailableException(reason) : jobs.stop(reason);
  }
}
