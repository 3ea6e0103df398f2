package obscura.engine.core.matching;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.engine.core.Job;
import obscura.engine.core.Turn;
import obscura.engine.core.WorkEvent;

/** Numbers confidential jobs and remembers those that are not answered. */
public final class Jobs {
  /** What {@link Jobs} knows; taken whole into snapshots. */
  public static final class State {
    long last;
    final Map<Long, Pending> pending = new LinkedHashMap<>();
  }

  /** A job that waits for its outcome. */
  public record Pending(Job job, Purpose purpose) {}

  private final State state;

  public Jobs(State state) {
    this.state = state;
  }

  /** Orders a job; the parties execute jobs in the order of these calls. */
  public void order(Turn turn, Job job, Purpose purpose) {
    long number = ++state.last;
    state.pending.put(number, new Pending(job, purpose));
    turn.emit(new WorkEvent.JobOrdered(turn.at(), number, job));
  }

  /** Takes the purpose of an answered job; empty if it was answered before. */
  public Optional<Purpose> answered(long number) {
    return Optional.ofNullable(state.pending.remove(number)).map(Pending::purpose);
  }

  /** Whether a job is outstanding that may fill resting orders. */
  public boolean isMatching() {
    return state.pending.values().stream()
        .anyMatch(p ->
            p.job() instanceof Job.AddOrder
                || p.job() instanceof Job.ReplaceOrder
                || p.job() instanceof Job.Sweep);
  }

  /** The outstanding jobs as events, in order: what the MPC adapter is told at its start. */
  public List<WorkEvent.JobOrdered> outstanding(Turn turn) {
    return state.pending.entrySet().stream()
        .map(e -> new WorkEvent.JobOrdered(turn.at(), e.getKey(), e.getValue().job()))
        .toList();
  }

  public Collection<Pending> pending() {
    return List.copyOf(state.pending.values());
  }
}
