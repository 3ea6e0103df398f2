package obscura.engine.adapter.mpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import obscura.domain.Handle;
import obscura.engine.core.Job;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.WorkEvent.JobOrdered;
import obscura.engine.core.WorldCommand;
import obscura.mpc.api.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the adapter has told again at its next start. */
class LastJobTest {
  private static final Handle ORDER = new Handle(1, 2, 3, 4);

  @TempDir Path directory;

  private final List<VenueCommand> commands = new ArrayList<>();
  private final List<Long> asked = new ArrayList<>();

  private MpcAdapter adapter() {
    ToldEngine engine =
        new ToldEngine() {
          @Override
          public CompletableFuture<Outcome> execute(obscura.mpc.api.Job job) {
            asked.add(job.number());
            return CompletableFuture.completedFuture(new Outcome.Removed(true));
          }
        };
    return new MpcAdapter(
        engine,
        new SignedRoster(directory.resolve("none")),
        new WorkTimes(new SimpleMeterRegistry()),
        command -> {
          commands.add(command);
          return CompletableFuture.completedFuture(null);
        },
        new Transcripts(directory.resolve("transcripts")));
  }

  private static JobOrdered job(long number) {
    return new JobOrdered(Instant.EPOCH, number, new Job.RemoveOrder(ORDER, Optional.empty()));
  }

  @Test
  void theJobThatWasAnsweredLastIsAskedAgainAfterARestart() {
    try (MpcAdapter adapter = adapter()) {
      adapter.accept(5, job(1));
      assertThat(adapter.finished()).as("job 1 is the last one").isEqualTo(4);
      adapter.accept(6, job(2));
      assertThat(adapter.finished()).as("now job 2 is").isEqualTo(5);
    }
    try (MpcAdapter again = adapter()) {
      again.accept(6, job(2));
    }
    assertThat(asked).containsExactly(1L, 2L, 2L);
    assertThat(commands)
        .as("the core knows the answer, and takes no notice")
        .hasSize(3)
        .last()
        .isEqualTo(new WorldCommand.RecordOutcome(2, new JobOutcome.Removed(true)));
  }
}
