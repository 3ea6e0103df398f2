package obscura.mpc.process;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Job;
import obscura.mpc.api.Measured;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Reveal;
import obscura.mpc.api.Sample;
import obscura.mpc.input.SealedPart;
import obscura.mpc.input.SharedInput;
import obscura.mpc.party.Ask;
import obscura.mpc.party.Disclosure;
import obscura.mpc.party.Papers;
import obscura.mpc.party.Party;
import obscura.mpc.party.PartyPort;
import obscura.mpc.party.PartyStatus;

/** A party whose answers are counted and timed. Any thread. */
final class MeteredParty implements PartyPort {
  private static final String REFUSED = "refusals_total{kind=\"%s\"}";

  private final Party party;
  private final Metrics metrics;
  private final AtomicLong highestAsked = new AtomicLong();
  private final AtomicLong executed = new AtomicLong();

  MeteredParty(Party party, Metrics metrics) {
    this.party = party;
    this.metrics = metrics;
  }

  /** Jobs that the venue has asked for and that are not executed here. */
  long lag() {
    return Math.max(0, highestAsked.get() - executed.get());
  }

  private <T> CompletableFuture<T> timed(String kind, CompletableFuture<T> answer) {
    long begun = System.nanoTime();
    return answer.whenComplete((given, problem) -> {
      metrics.answered(kind, System.nanoTime() - begun);
      if (problem != null) {
        metrics.count("failures_total{kind=\"" + kind + "\"}", 1);
      }
    });
  }

  @Override
  public CompletableFuture<PartyStatus> status(long deadlineNanos) {
    return party.status(deadlineNanos);
  }

  @Override
  public CompletableFuture<Long> join(long epoch, long deadlineNanos) {
    CompletableFuture<Long> joined = timed("Join", party.join(epoch, deadlineNanos));
    return joined.whenComplete((last, problem) -> {
      if (last != null) {
        executed.set(last);
        metrics.count("epochs_total", 1);
      }
    });
  }

  @Override
  public CompletableFuture<Long> roster(String text, long deadlineNanos) {
    return timed("Roster", party.roster(text, deadlineNanos));
  }

  @Override
  public CompletableFuture<Handle> put(SharedInput input, Ask ask) {
    return timed("Put", party.put(input, ask));
  }

  @Override
  public CompletableFuture<Handle> putSealed(SealedPart part, Ask ask) {
    return timed("PutSealed", party.putSealed(part, ask));
  }

  @Override
  public CompletableFuture<Outcome> execute(Job job, long run, Ask ask) {
    String kind = job.getClass().getSimpleName();
    highestAsked.accumulateAndGet(job.number(), Math::max);
    return timed(kind, party.execute(job, run, ask))
        .whenComplete((outcome, problem) -> {
          if (outcome != null) {
            executed.accumulateAndGet(job.number(), Math::max);
            metrics.count("rounds_total{kind=\"" + kind + "\"}", party.rounds());
            metrics.count(
                "sent_bytes_total{kind=\"" + kind + "\"}", party.wordsSent() * Long.BYTES);
            if (isRefusal(outcome)) {
              metrics.count(REFUSED.formatted(kind), 1);
            }
          }
        });
  }

  @Override
  public CompletableFuture<Boolean> prepare(long run, Ask ask) {
    return timed("Prepare", party.prepare(run, ask));
  }

  @Override
  public CompletableFuture<Measured> measure(Sample sample, long run, Ask ask) {
    return timed("Measure", party.measure(sample, run, ask))
        .whenComplete((measured, problem) -> {
          if (measured != null) {
            String labels = "{step=\"" + measured.step() + "\"}";
            metrics.gauge("step_median_nanos" + labels, measured.medianNanos());
          }
        });
  }

  @Override
  public CompletableFuture<List<Handle>> drawRoots(Ask ask) {
    return party.drawRoots(ask);
  }

  private static boolean isRefusal(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Admitted o -> !o.valid();
      case Outcome.Accepted o -> !o.valid();
      case Outcome.Matched o -> !o.valid();
      case Outcome.Removed o -> !o.removed();
      case Outcome.Refused o -> true;
      case Outcome.OverBudget o -> true;
      case Outcome.TooLate o -> true;
      case Outcome.Swept o -> false;
      case Outcome.Done o -> false;
      case Outcome.TooEarly o -> false;
      case Outcome.Selected o -> false;
      case Outcome.Settled o -> false;
      case Outcome.Computed o -> false;
      case Outcome.Permuted o -> false;
      case Outcome.Composed o -> false;
    };
  }

  @Override
  public CompletableFuture<Papers> papers(Handle request, Ask ask) {
    return timed("Papers", party.papers(request, ask));
  }

  @Override
  public CompletableFuture<Disclosure> disclose(Reveal request, Ask ask) {
    return timed("Reveal", party.disclose(request, ask))
        .whenComplete((disclosure, problem) -> {
          if (disclosure != null && disclosure.refusal() != null) {
            metrics.count(REFUSED.formatted("Reveal"), 1);
          }
        });
  }

  @Override
  public CompletableFuture<byte[]> sealFor(Handle handle, String auditor, Ask ask) {
    return timed("SealFor", party.sealFor(handle, auditor, ask));
  }

  @Override
  public CompletableFuture<List<Handle>> unnamed(long beforeMillis, Ask ask) {
    return timed("Unnamed", party.unnamed(beforeMillis, ask));
  }

  @Override
  public CompletableFuture<Integer> drop(List<Handle> handles, Ask ask) {
    return timed("Drop", party.drop(handles, ask));
  }
}
