package obscura.engine.core.venue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.WorkEvent.JobOrdered;
import obscura.engine.core.WorldCommand;
import org.junit.jupiter.api.Test;

/** Settlement's jobs have their place among the others, and the core learns nothing from them. */
final class SettlementJobsTest extends VenueStory {
  @Test
  void whatSettlementAsksIsNumberedLikeEveryOtherJob() {
    tell(order(DESK1, "o1", buy(10, 100)));
    tell(new WorldCommand.AskParties("ab"));
    tell(order(DESK2, "o2", buy(5, 100)));
    List<JobOrdered> jobs =
        heard.stream().filter(JobOrdered.class::isInstance).map(JobOrdered.class::cast).toList();
    assertThat(jobs).hasSize(3);
    assertThat(jobs.get(1).job()).isEqualTo(new Job.Settle("ab"));
    assertThat(jobs.get(1).number()).isEqualTo(jobs.get(0).number() + 1);
    assertThat(jobs.get(2).number()).isEqualTo(jobs.get(1).number() + 1);
    answer();
    when(new WorldCommand.RecordOutcome(jobs.get(1).number(), new JobOutcome.Done()));
    assertThat(spoken()).as("nobody is told").isEmpty();
    assertThat(venue().describe(now))
        .as("what a new adapter is told to ask the parties")
        .filteredOn(JobOrdered.class::isInstance)
        .containsExactly(new JobOrdered(now, jobs.get(2).number(), jobs.get(2).job()));
  }
}
