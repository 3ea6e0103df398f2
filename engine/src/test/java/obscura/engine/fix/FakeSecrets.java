package obscura.engine.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.Instrument;
import obscura.engine.port.Provenance;
import obscura.engine.port.RevealRefusedException;
import obscura.engine.port.Secrets;
import obscura.engine.port.Terms;

/** Three honest parties in one map: opens to the owner, to those it was told of, nobody else. */
public final class FakeSecrets implements Secrets {
  private final Map<Handle, Terms> held = new ConcurrentHashMap<>();
  private final Map<Handle, Set<String>> readers = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong();

  /** The messages whose values were shared, in order. */
  public final List<Provenance> records = new ArrayList<>();

  /** How many of the next reveals fail. */
  public final AtomicInteger revealsToFail = new AtomicInteger();

  /** Answers of shares that the test holds back; empty answers at once. */
  public final List<CompletableFuture<Void>> heldBack = new ArrayList<>();

  private volatile boolean away;
  private volatile boolean slow;

  public void away(boolean now) {
    away = now;
  }

  public void slow(boolean now) {
    slow = now;
  }

  /** Puts values in, as a job's result. */
  public Handle put(Terms terms, String... recipients) {
    long number = next.incrementAndGet();
    Handle handle = new Handle(number, 0, 0, number);
    held.put(handle, terms);
    readers.put(handle, Set.of(recipients));
    return handle;
  }

  /** What {@link #least} answers for a firm, by its name; else 0. */
  public final Map<String, Long> leasts = new ConcurrentHashMap<>();

  @Override
  public long least(FirmId firm, Instrument instrument) {
    return leasts.getOrDefault(firm.value(), 0L);
  }

  public Terms get(Handle handle) {
    return held.get(handle);
  }

  @Override
  public CompletableFuture<Handle> share(Provenance from, Terms terms) {
    if (away) {
      return CompletableFuture.failedFuture(new IllegalStateException("away"));
    }
    records.add(from);
    String owner = from.owner().value();
    Handle handle = from.openToCompliance() ? put(terms, owner, COMPLIANCE) : put(terms, owner);
    if (!slow) {
      return CompletableFuture.completedFuture(handle);
    }
    CompletableFuture<Void> gate = new CompletableFuture<>();
    heldBack.add(gate);
    return gate.thenApply(_ -> handle);
  }

  @Override
  public CompletableFuture<List<Terms>> reveal(List<Handle> handles, String recipient) {
    if (away || revealsToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      return CompletableFuture.failedFuture(new IllegalStateException("away"));
    }
    for (Handle handle : handles) {
      if (!readers.get(handle).contains(recipient)) {
        return CompletableFuture.failedFuture(new RevealRefusedException("not entitled"));
      }
    }
    return CompletableFuture.completedFuture(handles.stream().map(held::get).toList());
  }
}
