package obscura.mpc.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.IntFunction;
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
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Rule;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.api.Statement;
import obscura.mpc.net.Links;
import obscura.mpc.note.SignerKey;
import obscura.mpc.party.Charter;
import obscura.mpc.party.Party;
import obscura.mpc.party.StorePlace;
import obscura.mpc.receipt.PartyKey;
import obscura.mpc.roster.Operators;
import obscura.mpc.share.Opening;
import obscura.mpc.venue.ThreeParties;
import obscura.mpc.verify.Protection;

/**
 * Three parties in this process, each with its thread, its state and its store under {@code mpc-0},
 * {@code mpc-1} and {@code mpc-2}. Whoever runs the process can read all three, so this hides
 * values from participants, operators' tools, logs and disks, not from the host.
 */
public final class EmbeddedParties implements MpcEngine {
  /** How long the verification of the first roster may take. */
  private static final Duration ROSTER_TIMEOUT = Duration.ofSeconds(30);

  /** Stands for the recipient of a reveal among those who open something. */
  static final int RECIPIENT = 3;

  private final Links[] links;
  private final List<Party> parties = new ArrayList<>();
  private final ThreeParties engine;
  private final FileLock lock;

  /**
   * Starts the parties from their stores, or empty.
   *
   * @param directory used by this instance alone
   * @param papers of this venue and its operators
   * @param timeout of every answer
   * @throws MpcUnavailableException if the stores do not fit each other or are damaged
   */
  public EmbeddedParties(
      Path directory, StoreKeys keys, Papers papers, Duration timeout, Mode mode) {
    this(
        directory,
        keys,
        new Surroundings(
            papers, timeout, Clock.systemUTC(), k -> Opening.Tally.NONE, Links.inMemory()),
        Protection.of(mode, timeout));
  }

  /**
   * What the parties are told at their start.
   *
   * @param operators who signed the roster
   * @param roster in the format of {@link obscura.mpc.roster.RosterText}
   * @param signers the three parties' own signing keys, whose public halves the roster names
   * @param plainOperations as in {@link Charter}
   */
  public record Papers(
      ThreeParties.Gateway gateway,
      Operators operators,
      String roster,
      List<PartyKey> signers,
      boolean plainOperations) {
    public Papers {
      signers = List.copyOf(signers);
    }

    /** Those of a venue: its parties do no plain operations. */
    public Papers(
        ThreeParties.Gateway gateway, Operators operators, String roster, List<PartyKey> signers) {
      this(gateway, operators, roster, signers, false);
    }
  }

  /**
   * What else the parties work with.
   *
   * @param tally told of every opening: of each party's in a job, and once of a reveal's
   */
  record Surroundings(
      Papers papers,
      Duration timeout,
      Clock clock,
      IntFunction<Opening.Tally> tally,
      Links[] links) {}

  EmbeddedParties(Path directory, StoreKeys keys, Surroundings around, Protection protection) {
    this.lock = lock(directory);
    this.links = around.links();
    Papers papers = around.papers();
    for (int k = 0; k < 3; k++) {
      Charter charter =
          new Charter(
              papers.gateway().instance(),
              papers.operators(),
              papers.signers().get(k),
              signer(directory.resolve("settlement-" + k + ".key")),
              papers.plainOperations(),
              keys.sealing(k));
      StorePlace place =
          new StorePlace(directory.resolve("mpc-" + k), keys.of(k), keys.areForSyncedStores());
      parties.add(
          new Party(
              place,
              charter,
              links[k],
              around.tally().apply(k),
              around.clock(),
              protection,
              Thread.ofVirtual()));
    }
    this.engine =
        new ThreeParties(
            parties,
            papers.gateway(),
            around.timeout(),
            around.clock(),
            around.tally().apply(RECIPIENT),
            protection.mode());
    start(papers.roster());
  }

  private void start(String roster) {
    try {
      parties.stream().map(Party::start).toList().forEach(CompletableFuture::join);
      long by = System.nanoTime() + ROSTER_TIMEOUT.toNanos();
      parties.stream()
          .map(party -> party.roster(roster, by))
          .toList()
          .forEach(CompletableFuture::join);
      engine.join().join();
    } catch (CompletionException e) {
      close();
      throw new MpcUnavailableException("the parties did not start: " + e.getCause());
    }
  }

  private SignerKey signer(Path file) {
    try {
      return SignerKey.in(file);
    } catch (IOException | IllegalArgumentException e) {
      unlock();
      throw new MpcUnavailableException("the parties did not start: " + e.getMessage());
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
  public CompletableFuture<Long> adopt(String roster) {
    return engine.adopt(roster);
  }

  @Override
  public CompletableFuture<Long> replaceParty(int party, String roster) {
    return engine.replaceParty(party, roster);
  }

  @Override
  public CompletableFuture<Handle> put(Input input) {
    return engine.put(input);
  }

  @Override
  public CompletableFuture<Handle> putKeys(Origin origin, ShareKeys keys) {
    return engine.putKeys(origin, keys);
  }

  @Override
  public CompletableFuture<Handle> putSealedKeys(SealedKeys keys) {
    return engine.putSealedKeys(keys);
  }

  @Override
  public Statement statement(String owner, long timeMillis, Purpose purpose) {
    return engine.statement(owner, timeMillis, purpose);
  }

  @Override
  public CompletableFuture<Outcome> execute(Job job) {
    return engine.execute(job);
  }

  @Override
  public CompletableFuture<Evidence> evidence(Handle request) {
    return engine.evidence(request);
  }

  @Override
  public CompletableFuture<Revealed> reveal(Reveal request) {
    return engine.reveal(request);
  }

  @Override
  public long executed() {
    return engine.executed();
  }

  @Override
  public CompletableFuture<Integer> collectOrphans(Instant putBefore) {
    return engine.collectOrphans(putBefore);
  }

  @Override
  public CompletableFuture<List<PartyHealth>> health() {
    return engine.health();
  }

  @Override
  public CompletableFuture<Long> rotateKeys() {
    return engine.rotateKeys();
  }

  @Override
  public CompletableFuture<List<byte[]>> sealFor(Handle handle, String auditor) {
    return engine.sealFor(handle, auditor);
  }

  @Override
  public CompletableFuture<List<Handle>> drawRoots() {
    return engine.drawRoots();
  }

  @Override
  public CompletableFuture<List<List<Measured>>> benchmark() {
    return engine.benchmark();
  }

  /** Makes a party seem away: it stops at its next message. For drills and tests. */
  public void suspend(int party) {
    links[party].suspend();
  }

  /** Brings a party back. */
  public void resume(int party) {
    links[party].resume();
  }

  /** Verified triples that are ready, as party 0 counts them. */
  public long triplesReady() {
    return parties.get(0).triplesReady();
  }

  /** Triples used since the epoch began. */
  public long triplesTaken() {
    return parties.get(0).triplesTaken();
  }

  /** How often a party noticed that another one deviates. */
  public long suspicions() {
    return parties.stream().mapToLong(Party::suspicions).sum();
  }

  /** How often each rule of a party was broken. */
  public Map<Rule, Long> refusals(int party) {
    return parties.get(party).refusals();
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
    engine.close();
    parties.forEach(Party::close);
    unlock();
  }

  private void unlock() {
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
