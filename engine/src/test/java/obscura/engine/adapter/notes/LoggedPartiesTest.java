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
import obscura.mpc.api.Purpose;
import obscura.mpc.api.Rule;
import obscura.mpc.api.Settlement;
import obscura.mpc.api.Settlement.AdmitDeposit;
import obscura.mpc.api.Statement;
import obscura.mpc.input.GatewayKey;
import obscura.mpc.input.Statements;
import obscura.settlement.service.port.UnavailableException;
import obscura.settlement.service.store.StoreException;
import obscura.settlement.service.store.StoreKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settlement's jobs get their numbers from the venue's log, which cannot read them. */
class LoggedPartiesTest {
  private static final Handle FILL = new Handle(0x1122334455667788L, 2, 3, 4);
  private static final Settlement TASK = new Settlement.Equals(FILL);

  private final TaskText texts = texts("log", "gateway");
  private final List<String> logged = new ArrayList<>();

  @TempDir Path folder;

  private static GatewayKey gateway(String name) {
    return new GatewayKey(SharedScene.secret(name));
  }

  private static TaskText texts(String key, String gateway) {
    return new TaskText(
        StoreKey.of(SharedScene.secret(key)),
        (owner, at, purpose) -> Statements.signed("TEST", gateway(gateway), owner, at, purpose));
  }

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
      JobOrdered ordered = new JobOrdered(Instant.EPOCH, number, new Job.Settle(logged.getFirst()));
      // The adapter of the parties asks the same.
      CompletableFuture<Outcome> adapters =
          scene.engine.execute(texts.read(number, logged.getFirst()));
      parties.accept(1, ordered);
      assertThat(answer.join()).isEqualTo(new Outcome.Refused(Rule.UNKNOWN_HANDLE));
      assertThat(adapters.join()).isEqualTo(answer.join());
      assertThat(scene.engine.executed()).isEqualTo(number);
      assertThat(parties.finished()).isEqualTo(1);
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
    LoggedParties parties = new LoggedParties(nobody(), this::write, texts, Duration.ofMillis(20));
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
    String text = texts.write(texts.job(TASK));
    assertThat(text).doesNotContain("1122334455667788").isNotEqualTo(texts.write(texts.job(TASK)));
    assertThat(texts.read(9, text)).isEqualTo(new obscura.mpc.api.Job.Settle(9, TASK));
    assertThat(texts.read(8, texts.write(texts.job(FILL, 3))))
        .isEqualTo(new obscura.mpc.api.Job.RandomPermutation(8, FILL, 3));
    TaskText other = texts("other", "gateway");
    assertThatThrownBy(() -> other.read(9, text)).isInstanceOf(StoreException.class);
  }

  /** Then the parties would take it for another job under the same number. */
  @Test
  void aDepositsWordIsSignedWithTheKeyThatTheGatewayHasWhenItIsSent() {
    Purpose said =
        new Purpose.Deposit(
            new Settlement.Destination(FILL, 0, "01".repeat(32)), 1, true, "5", "02".repeat(32));
    Statement word = Statements.signed("TEST", gateway("gateway"), "SELLER", 9, said);
    String text = texts.write(texts.job(new AdmitDeposit(word)));
    assertThat(texts.job(text).toString()).doesNotContain(word.signature());
    assertThat(texts.read(3, text)).isEqualTo(deposit(word));
    Statement anew = Statements.signed("TEST", gateway("new"), "SELLER", 9, said);
    assertThat(texts("log", "new").read(3, text)).isEqualTo(deposit(anew));
    Statement strange = Statements.signed("TEST", gateway("strange"), "SELLER", 9, said);
    assertThat(texts.read(3, texts.write(texts.job(new AdmitDeposit(strange)))))
        .as("what our gateway did not sign it does not sign now")
        .isEqualTo(deposit(strange));
    Statement unsigned = new Statement("SELLER", 9, said, "");
    assertThatThrownBy(() -> texts.job(new AdmitDeposit(unsigned)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a word that nobody has signed");
  }

  private static obscura.mpc.api.Job deposit(Statement word) {
    return new obscura.mpc.api.Job.Settle(3, new AdmitDeposit(word));
  }
}
