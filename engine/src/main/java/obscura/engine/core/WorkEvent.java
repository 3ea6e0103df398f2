package obscura.engine.core;

import java.time.Instant;

/** Work that the core asks of the world; its answer comes back as a command. */
public sealed interface WorkEvent extends VenueEvent {
  /**
   * The parties shall execute a job. Answered by {@link WorldCommand.RecordOutcome}.
   *
   * @param number from 1, without gaps
   */
  record JobOrdered(Instant at, long number, Job job) implements WorkEvent {}
}
