package obscura.mpc.remote;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Measured;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.PartyHealth;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.SealedKeys;
import obscura.mpc.api.ShareKeys;
import obscura.mpc.api.Statement;
import obscura.mpc.net.Transport;
import obscura.mpc.share.Opening;
import obscura.mpc.venue.ThreeParties;

/**
 * The engine over three parties in other processes. It starts whether they are there or not; while
 * one is away everything is answered with {@link obscura.mpc.api.MpcUnavailableException}.
 */
public final class RemoteEngine implements MpcEngine {
  private final List<RemoteParty> parties = new ArrayList<>();
  private final ThreeParties engine;
  private final Replacement replacement;

  /**
   * Begins to dial.
   *
   * @param addresses of the three parties, in the order of their numbers
   * @param transport with the venue's own key and the parties' certificates
   * @param gateway of the venue instance; the parties serve no other
   * @param timeout of every answer
   * @param mode the parties' own
   */
  public RemoteEngine(
      List<InetSocketAddress> addresses,
      Transport transport,
      ThreeParties.Gateway gateway,
      Duration timeout,
      Mode mode) {
    for (int k = 0; k < addresses.size(); k++) {
      parties.add(new RemoteParty(k, addresses.get(k), transport, gateway.instance()));
    }
    this.engine =
        new ThreeParties(parties, gateway, timeout, Clock.systemUTC(), Opening.Tally.NONE, mode);
    this.replacement = new Replacement(parties, transport, engine);
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

  @Override
  public CompletableFuture<Long> adopt(String roster) {
    return engine.adopt(roster);
  }

  @Override
  public CompletableFuture<Long> replaceParty(int party, String roster) {
    return CompletableFuture.supplyAsync(
        () -> replacement.of(party, roster), task -> Thread.ofVirtual().start(task));
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
  public void close() {
    engine.close();
    parties.forEach(RemoteParty::close);
  }
}
