package obscura.engine.adapter.admin;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OperatorCommand.OperateSession;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.core.VenueEvent;
import obscura.engine.port.CommandLog;
import obscura.engine.port.Directory;
import obscura.engine.port.SessionOperations;
import org.jspecify.annotations.Nullable;

/** Carries calls through the log and says what came of them. Any thread may call, and waits. */
final class Calls {
  private static final long ANSWER_SECONDS_MAX = 30;

  private final CommandLog log;
  private final SessionOperations sessions;
  private final Inquiries inquiries;
  private final Awaited awaited = new Awaited();

  Calls(CommandLog log, Directory directory, SessionOperations sessions) {
    this.log = log;
    this.sessions = sessions;
    this.inquiries = new Inquiries(directory, sessions);
  }

  void accept(VenueEvent event) {
    awaited.accept(event);
  }

  /** Carries out a call, or refuses it with one line. */
  Answer call(String name, Operation by, Arguments arguments) {
    Optional<OperatorCommand> act = Acts.command(name, by, arguments);
    if (act.isPresent()) {
      return submit(act.get());
    }
    Optional<Inquiries.Inquiry> inquiry = inquiries.inquiry(name, by, arguments);
    if (inquiry.isEmpty()) {
      return Answer.of(Answer.UNKNOWN, "there is no command '" + name + "'");
    }
    Answer noted = submit(inquiry.get().command());
    boolean complete = noted.status() != Answer.DONE || !noted.rows().isEmpty();
    return complete ? noted : inquiry.get().rows().get();
  }

  /** Puts a command into the log and waits for its answer. */
  Answer submit(OperatorCommand command) {
    String request = command.operation().request();
    Optional<CompletableFuture<Awaited.Told>> answer = awaited.open(request);
    if (answer.isEmpty()) {
      return Answer.of(Answer.REFUSED, "request " + request + " is being carried out");
    }
    try {
      CompletableFuture<Awaited.Told> told = answer.get();
      log.submit(command).whenComplete((done, failed) -> fail(told, failed));
      return answer(command, told.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS));
    } catch (ExecutionException | CancellationException | TimeoutException e) {
      return unknown(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unknown(request);
    } finally {
      awaited.close(request);
    }
  }

  private static void fail(CompletableFuture<Awaited.Told> told, @Nullable Throwable failed) {
    if (failed != null) {
      told.completeExceptionally(failed);
    }
  }

  private static Answer unknown(String request) {
    return Answer.of(
        Answer.UNAVAILABLE,
        "the log did not answer; whether it was carried out is told by asking again with request "
            + request);
  }

  private Answer answer(OperatorCommand command, Awaited.Told told) {
    return switch (told.event()) {
      case AccessEvent.OperatorAnswered e -> answer(command, e, told.act());
      case AccessEvent.OrdersListed e -> Answer.found(e.orders().stream().map(Rows::of).toList());
      case AccessEvent.StatusTold e -> new Answer(Answer.DONE, "status", List.of(Rows.of(e)));
      default -> throw new IllegalStateException("no answer: " + told.event());
    };
  }

  private Answer answer(
      OperatorCommand command, AccessEvent.OperatorAnswered told, Optional<OperateSession> act) {
    boolean own =
        told.operation().equals(command.operation())
            && told.action().equals(command.getClass().getSimpleName());
    if (!own) {
      return Answer.of(
          Answer.REFUSED,
          "request " + command.operation().request() + " was used before, for something else");
    }
    if (!told.done()) {
      return Answer.of(Answer.REFUSED, told.text());
    }
    return act.map(this::operate).orElseGet(() -> Answer.of(Answer.DONE, told.text()));
  }

  private Answer operate(OperateSession act) {
    try {
      switch (act.act()) {
        case DISCONNECT -> sessions.disconnect(act.participant(), "DISCONNECTED-BY-OPERATOR");
        case RESET_SEQUENCE -> sessions.resetSequence(act.participant());
        case SET_SEQUENCE ->
            sessions.setSequence(act.participant(), act.senderNumber(), act.targetNumber());
      }
      return Answer.of(Answer.DONE, done(act));
    } catch (RuntimeException e) {
      return Answer.of(Answer.REFUSED, "ordered, but not done: " + e.getMessage());
    }
  }

  private static String done(OperateSession act) {
    return switch (act.act()) {
      case DISCONNECT -> act.participant() + " is logged out";
      case RESET_SEQUENCE -> "both sequence numbers of " + act.participant() + " restart at 1";
      case SET_SEQUENCE ->
          "next numbers of "
              + act.participant()
              + ": "
              + act.senderNumber()
              + " to it, "
              + act.targetNumber()
              + " from it";
    };
  }
}
