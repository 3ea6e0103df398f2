package obscura.mpc.venue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import obscura.mpc.api.CheatingSuspectedException;
import obscura.mpc.api.Mode;
import obscura.mpc.api.MpcUnavailableException;
import obscura.mpc.api.PartyHealth;
import obscura.mpc.api.RefusedException;
import obscura.mpc.net.CheatingException;
import obscura.mpc.net.PeerSilentException;
import obscura.mpc.party.EpochEndedException;
import obscura.mpc.party.PartyBusyException;
import obscura.mpc.party.PartyPort;
import obscura.mpc.party.PartyStatus;
import org.jspecify.annotations.Nullable;

/**
 * All three parties at once. An answer is there when all three are; if one fails for good the
 * engine has to stop. Any thread.
 */
final class Trio {
  /** How much later than the parties' own deadline the venue gives up. */
  private static final Duration GRACE = Duration.ofMillis(100);

  private final List<? extends PartyPort> parties;
  private final Duration timeout;
  private final Mode mode;
  private final Consumer<String> stop;

  /**
   * Exactly three parties, in the order of their numbers.
   *
   * @param timeout how long the others are awaited when one has failed
   * @param mode in the malicious one no single party can make the engine stop for good
   * @param stop told why nothing can go on
   */
  Trio(List<? extends PartyPort> parties, Duration timeout, Mode mode, Consumer<String> stop) {
    if (parties.size() != 3) {
      throw new IllegalArgumentException(parties.size() + " parties");
    }
    this.parties = List.copyOf(parties);
    this.timeout = timeout;
    this.mode = mode;
    this.stop = stop;
  }

  /**
   * Asks all three.
   *
   * @param question asks one party, given by its number
   */
  <T> CompletableFuture<List<T>> ask(Asking<T> question, Duration limit) {
    List<CompletableFuture<T>> answers =
        IntStream.range(0, 3).mapToObj(k -> question.ask(k, parties.get(k))).toList();
    CompletableFuture<Void> all =
        CompletableFuture.allOf(answers.get(0), answers.get(1), answers.get(2));
    answers.forEach(answer ->
        answer.whenComplete((given, problem) -> {
          if (problem != null && mode == Mode.SEMI_HONEST && !mayBeAskedAgain(problem)) {
            all.completeExceptionally(problem);
          } else if (problem != null) {
            CompletableFuture.delayedExecutor(timeout.toNanos(), TimeUnit.NANOSECONDS)
                .execute(() -> all.completeExceptionally(problem));
          }
        }));
    return all.orTimeout(limit.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS)
        .handle((nothing, problem) -> judged(answers, problem));
  }

  /** How each is; one that does not say so in time is silent. */
  CompletableFuture<List<PartyHealth>> health() {
    long by = System.nanoTime() + timeout.toNanos();
    List<CompletableFuture<PartyHealth>> all =
        IntStream.range(0, 3).mapToObj(k -> health(k, parties.get(k).status(by))).toList();
    return CompletableFuture.allOf(all.get(0), all.get(1), all.get(2))
        .thenApply(done -> all.stream().map(CompletableFuture::join).toList());
  }

  private CompletableFuture<PartyHealth> health(int party, CompletableFuture<PartyStatus> status) {
    return status
        .orTimeout(timeout.plus(GRACE).toNanos(), TimeUnit.NANOSECONDS)
        .handle((told, problem) ->
            problem != null
                ? PartyHealth.silent(party)
                : new PartyHealth(
                    party,
                    true,
                    told.epoch(),
                    told.executed(),
                    told.queued(),
                    told.triplesReady(),
                    told.triplesTaken(),
                    told.suspicions()));
  }

  /** One question to one party. */
  @FunctionalInterface
  interface Asking<T> {
    CompletableFuture<T> ask(int number, PartyPort party);
  }

  private <T> List<T> judged(List<CompletableFuture<T>> answers, @Nullable Throwable problem) {
    if (problem == null) {
      return answers.stream().map(CompletableFuture::join).toList();
    }
    refused(answers);
    for (CompletableFuture<T> answer : answers) {
      Throwable failure = failure(answer);
      if (failure != null && mode == Mode.SEMI_HONEST && !mayBeAskedAgain(failure)) {
        stop.accept(failure.toString());
        throw new MpcUnavailableException("stopped: " + failure);
      }
    }
    String complaints = complaints(answers);
    if (answers.stream().anyMatch(answer -> failure(answer) instanceof CheatingException)) {
      throw new CheatingSuspectedException(complaints);
    }
    if (answers.stream().anyMatch(answer -> failure(answer) instanceof EpochEndedException)) {
      throw new EpochOverException(complaints);
    }
    throw new MpcUnavailableException(complaints);
  }

  /** In the malicious mode a refusal counts when two give it: one of them is honest. */
  private <T> void refused(List<CompletableFuture<T>> answers) {
    List<RefusedException> refusals = new ArrayList<>();
    for (CompletableFuture<T> answer : answers) {
      if (failure(answer) instanceof RefusedException refusal) {
        refusals.add(refusal);
      }
    }
    if (refusals.isEmpty()) {
      return;
    }
    if (mode == Mode.SEMI_HONEST || refusals.size() > 1) {
      throw refusals.get(0);
    }
    if (answers.stream().filter(CompletableFuture::isCompletedExceptionally).count() == 1) {
      throw new LoneRefusalException("alone: " + complaints(answers));
    }
  }

  private static <T> String complaints(List<CompletableFuture<T>> answers) {
    return IntStream.range(0, 3)
        .mapToObj(k -> complaint(k, answers.get(k)))
        .filter(complaint -> !complaint.isEmpty())
        .reduce((a, b) -> a + "; " + b)
        .orElse("a party did not answer in time");
  }

  private static boolean mayBeAskedAgain(Throwable failure) {
    return failure instanceof PeerSilentException
        || failure instanceof EpochEndedException
        || failure instanceof PartyBusyException
        || failure instanceof RefusedException;
  }

  private static @Nullable Throwable failure(CompletableFuture<?> answer) {
    return answer.isCompletedExceptionally() ? answer.exceptionNow() : null;
  }

  private static String complaint(int party, CompletableFuture<?> answer) {
    Throwable failure = failure(answer);
    if (failure != null) {
      return "party " + party + ": " + failure.getMessage();
    }
    return answer.isDone() ? "" : "party " + party + " did not answer in time";
  }

  /** The one answer that all gave, three or, where one of them may refuse, two. */
  <T> T agreed(List<T> answers, Function<T, Object> what) {
    List<Object> told = answers.stream().map(what).toList();
    if (told.stream().distinct().count() > 1) {
      throw differing(told);
    }
    return answers.get(0);
  }

  private MpcUnavailableException differing(List<Object> told) {
    String difference = "the parties' answers differ";
    if (mode == Mode.SEMI_HONEST) {
      stop.accept(difference);
      return new MpcUnavailableException("stopped: " + difference);
    }
    for (int k = 0; k < 3 && told.size() == 3; k++) {
      if (told.get((k + 1) % 3).equals(told.get((k + 2) % 3))) {
        difference = "party " + k + " answers differently from the two others";
      }
    }
    return new CheatingSuspectedException(difference);
  }
}
