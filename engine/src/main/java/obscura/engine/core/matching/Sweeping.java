package obscura.engine.core.matching;

import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.Turn;

/**
 * When resting orders look for contras again: one at a time, when no other matching job waits, or
 * when it has waited for {@link #PATIENCE} answers. Which order it is the parties say.
 */
final class Sweeping {
  /** How many jobs may be answered before a sweep that is due. */
  static final int PATIENCE = 64;

  private final DarkPool.State state;
  private final Jobs jobs;

  Sweeping(DarkPool.State state, Jobs jobs) {
    this.state = state;
    this.jobs = jobs;
  }

  /** A resting order may have contras that it has not met. */
  void require() {
    state.sweepDue = true;
  }

  void answered(JobOutcome.Swept outcome) {
    state.sweepOrdered = false;
    if (outcome.due()) {
      require();
    }
  }

  /** A job was answered. */
  void waited() {
    if (state.sweepDue) {
      state.sweepWaits++;
    }
  }

  /** Orders a sweep if one is due and it is its turn. */
  void order(Turn turn) {
    if (!state.sweepDue || state.sweepOrdered) {
      return;
    }
    if (state.sweepWaits < PATIENCE && jobs.isMatching()) {
      return;
    }
    state.sweepDue = false;
    state.sweepOrdered = true;
    state.sweepWaits = 0;
    jobs.order(turn, new Job.Sweep(), new Purpose.Sweeping());
  }
}
