package obscura.engine.adapter.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries calls through the log and says what came of them. Any thread may call, and waits. */
final class Calls {
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
  private static final long ANSWER_SECONDS_MAX = 30;

  /** As many as the core remembers. */
  private static final int REMEMBERED_MAX = 1_000;

  private static final int NOTE_CHARACTERS_MAX = 300;

  private final CommandLog log;
  private final SessionActs acts;
  private final Inquiries inquiries;
  private final Awaited awaited = new Awaited();
  private final SequencedMap<String, OperatorCommand> carriedOut = new LinkedHashMap<>();

  Calls(AdminEndpoint.Surroundings venue) {
    this.log = venue.log();
    this.acts = new SessionActs(venue.sessions());
    this.inquiries = new Inquiries(venue);
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
    if (noted.status() != Answer.DONE || !noted.rows().isEmpty()) {
      return noted;
    }
    Answer found = inquiry.get().rows().get();
    if (found.status() != Answer.DONE) {
      noteRefused(by.operator(), name, by.request(), found);
    }
    return found;
  }

  /**
   * Puts a call into the audit that was answered with no. The note has an id of its own, so that
   * the caller may use its id for the call that it meant.
   *
   * @param caller operator's name, or words that say that it is none
   * @param request the caller's id, as it came
   */
  void noteRefused(String caller, String name, String request, Answer answer) {
    String note = "refused %s (request %s): %s".formatted(name, request, answer.text());
    String printable = note.replaceAll("[^\\x20-\\x7e]", "?");
    String bounded = printable.substring(0, Math.min(printable.length(), NOTE_CHARACTERS_MAX));
    Operation by = new Operation(caller, "refused-" + UUID.randomUUID());
    if (submit(new OperatorCommand.NoteInquiry(by, bounded)).status() != Answer.DONE) {
      LOG.error("a refused call of {} is not in the audit: the log does not answer", caller);
    }
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
      OperatorCommand command,
      AccessEvent.OperatorAnswered told,
      Optional<OperateSession> ordered) {
    if (!isOwn(command, told)) {
      return Answer.of(
          Answer.REFUSED,
          "request " + command.operation().request() + " was used before, for something else");
    }
    if (!told.done()) {
      return Answer.of(Answer.REFUSED, told.text());
    }
    if (command instanceof OperateSession act) {
      return ordered.isPresent() ? acts.perform(act) : acts.again(act);
    }
    return Answer.of(Answer.DONE, told.text());
  }

  /**
   * Whether it is the first use of its id, or the same call again. What came before the last start
   * is known by its kind and, if it only read, by its words.
   */
  private boolean isOwn(OperatorCommand command, AccessEvent.OperatorAnswered told) {
    boolean sameWords =
        !(command instanceof OperatorCommand.NoteInquiry inquiry)
            || inquiry.inquiry().equals(told.text());
    return told.operation().equals(command.operation())
        && told.action().equals(command.getClass().getSimpleName())
        && sameWords
        && isRemembered(command);
  }

  private boolean isRemembered(OperatorCommand command) {
    synchronized (carriedOut) {
      OperatorCommand before = carriedOut.putIfAbsent(command.operation().request(), command);
      if (carriedOut.size() > REMEMBERED_MAX) {
        String oldest = carriedOut.firstEntry().getKey();
        carriedOut.remove(oldest);
        acts.forget(oldest);
      }
      return before == null || before.equals(command);
    }
  }
}
