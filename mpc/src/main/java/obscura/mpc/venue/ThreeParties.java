package obscura.mpc.venue;

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
import java.util.function.Supplier;
import obscura.mpc.api.CheatingSuspectedException;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Measured;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.PartyHealth;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Sample;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.api.Statement;
import obscura.mpc.api.Vector;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.SealedPart;
import obscura.mpc.input.SharedInput;
import obscura.mpc.input.Statements;
import obscura.mpc.net.CheatingException;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.net.PeersDifferException;
import obscura.mpc.party.Disclosure;
import obscura.mpc.party.PartyPort;
import obscura.mpc.share.Opening;
import obscura.mpc.share.Words;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine over three parties, wherever they run: shares inputs, gives jobs to all three in the
 * order of their numbers, compares outcomes, combines what is revealed. It stops for good, and says
 * so, when the parties contradict each other.
 */
public final class ThreeParties implements MpcEngine {
  private static final Logger LOG = LoggerFactory.getLogger(ThreeParties.class);

  /** How long a new epoch may take: recovered parties write their stores anew. */
  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(30);

  /** How long a job may take in the malicious mode, where it may have to make triples first. */
  private static final Duration WITH_TRIPLES = Duration.ofMinutes(2);

  private final SecureRandom random = new SecureRandom();
  private final Gateway gateway;
  private final Opening recipient;
  private final Trio trio;
  private final Epochs epochs;
  private final JobQueue jobs;
  private final Benchmark benchmark = new Benchmark(this::slice);
  private final @Nullable Preparation preparation;

  /**
   * Asks nobody yet: the first question, or {@link #join}, begins an epoch.
   *
   * @param parties three, in the order of their numbers
   * @param timeout of every answer
   * @param clock for the age of the keys
   * @param tally told of every reveal
   * @param mode the same as the parties'
   */
  public ThreeParties(
      List<? extends PartyPort> parties,
      Gateway gateway,
      Duration timeout,
      Clock clock,
      Opening.Tally tally,
      Mode mode) {
    this.gateway = gateway;
    this.recipient = new Opening(tally);
    this.trio = new Trio(parties, timeout, mode, this::stop);
    boolean malicious = mode == Mode.MALICIOUS;
    Duration join = longer(timeout, JOIN_TIMEOUT);
    Duration run = malicious ? longer(timeout, WITH_TRIPLES) : timeout;
    this.jobs = new JobQueue(this::perform);
    this.epochs = new Epochs(trio, timeout, run, join, clock, jobs::resumeAfter);
    parties.forEach(party -> party.whenLost(epochs::end));
    this.preparation = malicious ? new Preparation(jobs, this::prepare) : null;
    if (preparation != null) {
      preparation.open();
    }
  }

  /**
   * Who vouches for the inputs.
   *
   * @param instance name of the venue instance
   */
  public record Gateway(String instance, GatewayKey key) {}

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private CompletableFuture<Boolean> prepare() {
    return epochs
        .run((party, run) -> party.prepare(run.number(), run.ask()))
        .thenApply(answers -> trio.agreed(answers, more -> more));
  }

  /** Lets the parties agree on where they are, unless they have. */
  public CompletableFuture<Long> join() {
    return epochs.current();
  }

  @Override
  public CompletableFuture<List<PartyHealth>> health() {
    return trio.health();
  }

  @Override
  public CompletableFuture<Long> rotateKeys() {
    epochs.end();
    return epochs.current();
  }

  @Override
  public CompletableFuture<List<List<Measured>>> benchmark() {
    return jobs.stopped() != null ? stopped() : benchmark.measure();
  }

  @Override
  public CompletableFuture<List<Handle>> drawRoots() {
    return epochs
        .ask((k, party, ask) -> party.drawRoots(ask))
        .thenApply(all -> trio.agreed(all, roots -> roots));
  }

  @Override
  public CompletableFuture<List<byte[]>> sealFor(Handle handle, String auditor) {
    return epochs.ask((k, party, ask) -> party.sealFor(handle, auditor, ask));
  }

  @Override
  public CompletableFuture<Long> replaceParty(int party, String roster) {
    return CompletableFuture.failedFuture(
        new IllegalArgumentException("party " + party + " has no certificate here"));
  }

  private CompletableFuture<List<Measured>> slice(Sample sample) {
    return epochs.run((party, run) -> party.measure(sample, run.number(), run.ask()));
  }

  @Override
  public CompletableFuture<Long> adopt(String roster) {
    return epochs.adopt(roster).thenCompose(lengths -> rotateKeys());
  }

  @Override
  public CompletableFuture<Handle> put(Input input) {
    return put(
        input.origin(), () -> SharedInput.split(input, gateway.instance(), gateway.key(), random));
  }

  @Override
  public CompletableFuture<Handle> putKeys(Origin origin, ShareKeys keys) {
    return put(
        origin, () -> SharedInput.ofKeys(origin, keys, gateway.instance(), gateway.key(), random));
  }

  private CompletableFuture<Handle> put(Origin origin, Supplier<SharedInput[]> shared) {
    requireName(origin.owner());
    if (jobs.stopped() != null) {
      return stopped();
    }
    SharedInput[] parts = shared.get();
    return epochs
        .ask((k, party, ask) -> party.put(parts[k], ask))
        .thenApply(handles -> trio.agreed(handles, handle -> handle));
  }

  private static void requireName(String owner) {
    if (owner.startsWith("!")) {
      throw new IllegalArgumentException("an owner's name does not start with !");
    }
  }

  @Override
  public CompletableFuture<Handle> putSealedKeys(SealedKeys keys) {
    requireName(keys.owner());
    if (jobs.stopped() != null) {
      return stopped();
    }
    SealedPart[] parts = SealedPart.of(keys);
    return epochs
        .ask((k, party, ask) -> party.putSealed(parts[k], ask))
        .thenApply(handles -> trio.agreed(handles, handle -> handle));
  }

  @Override
  public Statement statement(String owner, long timeMillis, Purpose purpose) {
    return Statements.signed(gateway.instance(), gateway.key(), owner, timeMillis, purpose);
  }

  @Override
  public CompletableFuture<Outcome> execute(Job job) {
    if (job.number() < 1) {
      throw new IllegalArgumentException("jobs are numbered from 1, not " + job.number());
    }
    return jobs.stopped() != null
        ? stopped()
        : epochs.current().thenCompose(epoch -> jobs.add(job));
  }

  private CompletableFuture<Outcome> perform(Job job) {
    return epochs
        .run((party, run) ->
            isNext(job)
                ? notRefused(party.execute(job, run.number(), run.ask()))
                : CompletableFuture.failedFuture(
                    new PeerSilentException("job " + job.number() + " is not the next any more")))
        .thenApply(outcomes -> trio.agreed(outcomes, outcome -> outcome));
  }

  /** The epoch in which it is asked may have begun with the one before it taken back. */
  private boolean isNext(Job job) {
    return job.number() <= jobs.executed() + 1;
  }

  /** A job that breaks a rule has an outcome that says so: who refuses to answer it deviates. */
  private static CompletableFuture<Outcome> notRefused(CompletableFuture<Outcome> answer) {
    return answer.exceptionallyCompose(problem -> {
      Throwable cause = problem instanceof CompletionException e ? e.getCause() : problem;
      return CompletableFuture.failedFuture(
          cause instanceof RefusedException
              ? new CheatingException("a job is answered by a refusal: " + cause.getMessage())
              : problem);
    });
  }

  @Override
  public CompletableFuture<Evidence> evidence(Handle request) {
    if (jobs.stopped() != null) {
      return stopped();
    }
    return epochs
        .ask((k, party, ask) -> CollectedPapers.told(party.papers(request, ask)))
        .thenApply(all -> CollectedPapers.of(all, trio));
  }

  @Override
  public CompletableFuture<Revealed> reveal(Reveal request) {
    if (jobs.stopped() != null) {
      return stopped();
    }
    return epochs.ask((k, party, ask) -> party.disclose(request, ask)).thenApply(this::combined);
  }

  private Revealed combined(List<Disclosure> parts) {
    if (parts.stream().anyMatch(Disclosure::isNotYet)) {
      throw new MpcUnavailableException(Disclosure.NOT_YET);
    }
    // One party's refusal ends nothing: the two others would have refused too.
    trio.agreed(parts, part -> part.refusal() != null);
    String refusal = parts.get(0).refusal();
    if (refusal != null) {
      return new Revealed.Refused(0, refusal);
    }
    trio.agreed(parts, part -> part.shares().size());
    List<Vector> vectors = new ArrayList<>();
    for (int k = 0; k < parts.get(0).shares().size(); k++) {
      Words first = parts.get(0).shares().get(k);
      long[] v = opened(first, share(parts, 1, k), share(parts, 2, k));
      vectors.add(new Vector(v[0], v[1], v[2], v[3], v[4], v[5], v[6]));
    }
    return new Revealed.Values(vectors);
  }

  private long[] opened(Words first, Words second, Words third) {
    try {
      return recipient.open("reveal", first, second, third);
    } catch (PeersDifferException e) {
      throw new CheatingSuspectedException(
          "one of the parties " + e.suspects() + " reveals a wrong share");
    }
  }

  private static Words share(List<Disclosure> parts, int party, int index) {
    return parts.get(party).shares().get(index);
  }

  @Override
  public long executed() {
    return jobs.executed();
  }

  @Override
  public CompletableFuture<Integer> collectOrphans(Instant putBefore) {
    long before = putBefore.toEpochMilli();
    return epochs
        .ask((k, party, ask) -> party.unnamed(before, ask))
        .thenCompose(this::dropCommon)
        .thenApply(counts -> counts.get(0));
  }

  /** Only what all three count as an orphan is deleted, whatever their clocks say. */
  private CompletableFuture<List<Integer>> dropCommon(List<List<Handle>> orphans) {
    Set<Handle> common = new HashSet<>(orphans.get(0));
    common.retainAll(new HashSet<>(orphans.get(1)));
    common.retainAll(new HashSet<>(orphans.get(2)));
    List<Handle> agreed = orphans.get(0).stream().filter(common::contains).toList();
    return epochs.ask((k, party, ask) -> party.drop(agreed, ask));
  }

  /** Why nothing is done any more; null while all is well. */
  public @Nullable String whyStopped() {
    return jobs.stopped();
  }

  private void stop(String reason) {
    LOG.error("the engine stops: {}", reason);
    var _ = jobs.stop(reason);
  }

  private <T> CompletableFuture<T> stopped() {
    return CompletableFuture.failedFuture(
        new MpcUnavailableException(String.valueOf(jobs.stopped())));
  }

  @Override
  public void close() {
    if (preparation != null) {
      preparation.close();
    }
    var _ = jobs.stop("closed");
  }
}
