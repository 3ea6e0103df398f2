package obscura.engine.adapter.mpc;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.mpc.api.Evidence;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.Measured;
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

/** An engine that tells how its parties are as a test says, takes rosters, and does no more. */
class ToldEngine implements MpcEngine {
  List<PartyHealth> health = List.of();
  List<List<Measured>> measured = List.of();

  @Override
  public CompletableFuture<List<PartyHealth>> health() {
    return CompletableFuture.completedFuture(health);
  }

  @Override
  public CompletableFuture<Long> adopt(String roster) {
    return CompletableFuture.completedFuture(1L);
  }

  @Override
  public CompletableFuture<Handle> put(Input input) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Handle> putKeys(Origin origin, ShareKeys keys) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Handle> putSealedKeys(SealedKeys keys) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Statement statement(String owner, long timeMillis, Purpose purpose) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Evidence> evidence(Handle request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Outcome> execute(Job job) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Revealed> reveal(Reveal request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long executed() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Integer> collectOrphans(Instant putBefore) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<List<byte[]>> sealFor(Handle handle, String auditor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Long> replaceParty(int party, String roster) {
    return roster.isEmpty()
        ? CompletableFuture.failedFuture(new IllegalArgumentException("the files are not ready"))
        : CompletableFuture.completedFuture((long) party);
  }

  @Override
  public CompletableFuture<List<Handle>> drawRoots() {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<List<List<Measured>>> benchmark() {
    return CompletableFuture.completedFuture(measured);
  }

  @Override
  public CompletableFuture<Long> rotateKeys() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
