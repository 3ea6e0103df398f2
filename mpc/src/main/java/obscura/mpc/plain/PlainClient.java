package obscura.mpc.plain;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import obscura.mpc.api.Context;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Input;
import obscura.mpc.api.Job;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Operation;
import obscura.mpc.api.Operation.Kind;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Purpose;
import obscura.mpc.api.RefusedException;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Revealed;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Vector;

/**
 * The plain operations of the client's document 001 (section "Arcium MPC Client") for somebody who
 * tries the parties out: hide numbers, compute with what is hidden, read results of one's own. It
 * numbers jobs itself, so it is for parties that no venue works with; parties of profile production
 * refuse all of it. Numbers are unsigned, 64 bits. Any thread; an answer that fails with {@link
 * RefusedException} names the rule.
 */
public final class PlainClient {
  private final MpcEngine engine;
  private final String owner;
  private final Clock clock;
  private final AtomicLong messages = new AtomicLong();

  /**
   * For one owner.
   *
   * @param owner who alone may have the values revealed
   */
  public PlainClient(MpcEngine engine, String owner) {
    this(engine, owner, Clock.systemUTC());
  }

  /**
   * For one owner whose messages have the time of a clock.
   *
   * @param clock near those of the parties, which refuse what is far from theirs
   */
  public PlainClient(MpcEngine engine, String owner, Clock clock) {
    this.engine = engine;
    this.owner = owner;
    this.clock = clock;
  }

  /** Hides numbers; what it gives names them. */
  public CompletableFuture<List<Handle>> encrypt(List<Long> values, Context context) {
    List<CompletableFuture<Handle>> all =
        values.stream().map(value -> encrypt(value, context)).toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
  }

  /** Hides a number. */
  public CompletableFuture<Handle> encrypt(long value, Context context) {
    long message = messages.updateAndGet(last -> Math.max(last + 1, clock.millis()));
    Purpose purpose = new Purpose.Test(context);
    Origin origin = new Origin(owner, owner, message, message, "T" + message, 0, false, purpose);
    return engine.put(new Input(origin, Vector.input(0, 0, value, 0, 0, 0)));
  }

  /** Opens numbers to their owner; refused if one is somebody else's. */
  public CompletableFuture<List<Long>> decrypt(List<Handle> handles) {
    return engine.reveal(new Reveal(handles, owner)).thenApply(PlainClient::numbers);
  }

  private static List<Long> numbers(Revealed revealed) {
    return switch (revealed) {
      case Revealed.Values v -> v.vectors().stream().map(Vector::quantity).toList();
      case Revealed.Refused r -> throw new RefusedException(Rule.NOT_ENTITLED, r.reason());
    };
  }

  /** Opens the answers to comparisons, one for each pair. */
  public CompletableFuture<List<Boolean>> compare(Kind comparison, List<List<Handle>> pairs) {
    return compute(comparison, pairs)
        .thenApply(computed -> computed.opened().stream().map(bit -> bit == 1).toList());
  }

  /** Opens, of each list, the place of the lowest or highest. */
  public CompletableFuture<List<Integer>> selectBest(Kind criterion, List<List<Handle>> lists) {
    return compute(criterion, lists)
        .thenApply(computed -> computed.opened().stream().map(Math::toIntExact).toList());
  }

  /** Adds, subtracts or multiplies pairs; opens nothing. */
  public CompletableFuture<List<Handle>> calculate(Kind operation, List<List<Handle>> pairs) {
    return compute(operation, pairs).thenApply(Outcome.Computed::made);
  }

  /** One batch at a time, as jobs have numbers without gaps. */
  private synchronized CompletableFuture<Outcome.Computed> compute(
      Kind kind, List<List<Handle>> operands) {
    Operation batch = new Operation(kind, new ArrayList<>(operands));
    Outcome outcome = engine.execute(new Job.Compute(engine.executed() + 1, batch)).join();
    return switch (outcome) {
      case Outcome.Computed c -> CompletableFuture.completedFuture(c);
      case Outcome.Refused r ->
          CompletableFuture.failedFuture(
              new RefusedException(r.rule(), "the parties refuse: " + r.rule()));
      default -> throw new IllegalStateException("a batch was answered with " + outcome);
    };
  }
}
