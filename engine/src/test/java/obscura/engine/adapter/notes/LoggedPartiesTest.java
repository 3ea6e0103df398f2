package obscura.engine.adapter.notes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import obscura.engine.core.Job;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.WorkEvent.JobOrdered;
import obscura.engine.core.WorldCommand.AskParties;
import obscura.mpc.api.Handle;
import obscura.mpc.api.MpcEngine;
import obscura.mpc.api.Outcome;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.store.StoreException;
import obscura.settlement.service.store.StoreKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settlement's jobs get their numbers from the venue's log, which cannot read them. */
class LoggedPartiesTest {
  private static final Handle FILL = new Handle(0x1122334455667788L, 2, 3, 4);
  private static final Settlement TASK = new Settlement.Equals(FILL);

  private final TaskText texts = new TaskText(StoreKey.of(SharedScene.secret("log")));
  private final List<String> logged = new ArrayList<>();

  @TempDir Path folder;

  private CompletableFuture<Void> write(VenueCommand command) {
    logged.add(((AskParties) command).task());
    return CompletableFuture.completedFuture(null);
  }

  @Test
  void aTaskIsDoneUnderTheNumberThatTheLogGivesIt() throws Exception {
    try (SharedScene scene = new SharedScene(folder)) {
      LoggedParties parties =
          new LoggedParties(scene.engine, this::write, texts, Duration.ofMinutes(1));
      CompletableFuture<Outcome> answer = CompletableFuture.supplyAsync(() -> parties.run(TASK));
      while (logged.isEmpty()) {
        Thread.sleep(5);
      }
      long number = scene.engine.executed() + 1;
      JobOrdered ordered =
          new JobOrdered(Instant.EPOCH, number, new Job.Settle(logged.getFirst()));
      // The adapter of the parties asks the same.
      CompletableFuture<Outcome> adapters =
          scene.engine.execute(texts.read(number, logged.getFirst()));
      parties.accept(1, ordered);
      assertThat(answer.join()).isEqualTo(new Outcome.Refused(Rule.UNKNOWN_HANDLE));
      assertThat(adapters.join()).isEqualTo(answer.join());
      assertThat(scene.engine.executed()).isEqualTo(number);
      parties.accept(2, ordered);
      assertThat(parties.finished()).isEqualTo(2);
    }
  }

  private static MpcEngine nobody() {
    return (MpcEngine)
        Proxy.newProxyInstance(
            MpcEngine.class.getClassLoader(),
            new Class<?>[] {MpcEngine.class},
            (proxy, method, arguments) -> {
              throw new AssertionError(method);
            });
  }

  @Test
  void whoIsNotAnsweredGivesUp() {
    LoggedParties parties =
        new LoggedParties(nobody(), this::write, texts, Duration.ofMillis(20));
    assertThatThrownBy(() -> parties.run(TASK)).isInstanceOf(UnavailableException.class);
    LoggedParties closed =
        new LoggedParties(
            nobody(),
            command -> CompletableFuture.failedFuture(new IllegalStateException("closed")),
            texts,
            Duration.ofMinutes(1));
    assertThatThrownBy(() -> closed.run(TASK)).isInstanceOf(UnavailableException.class);
  }

  @Test
  void theLogCannotReadTheTask() {
    String text = texts.write(TASK);
    assertThat(text).doesNotContain("1122334455667788").isNotEqualTo(texts.write(TASK));
    assertThat(texts.read(9, text)).isEqualTo(new obscura.mpc.api.Job.Settle(9, TASK));
    assertThat(texts.read(8, texts.write(FILL, 3)))
        .isEqualTo(new obscura.mpc.api.Job.RandomPermutation(8, FILL, 3));
    TaskText other = new TaskText(StoreKey.of(SharedScene.secret("other")));
    assertThatThrownBy(() -> other.read(9, text)).isInstanceOf(StoreException.class);
  }
}
