package obscura.engine.core.venue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.ParticipantId;
import obscura.engine.core.Job;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.ReportType;
import obscura.engine.core.RequestCommand;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.QuoteStatus;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.WorkEvent;

/**
 * Counts what was asked and what was answered. A message that is answered in its own turn is done;
 * else its answer is due, and comes once.
 */
final class Answers {
  /** Whose message of which kind under which id. */
  record Message(ParticipantId from, String kind, String id) {}

  /** A cancel or a replace: an id is used for one of them. */
  private static final String CHANGE = "F or G";

  private final Map<Message, Integer> due = new LinkedHashMap<>();
  private final List<String> surprises = new ArrayList<>();

  void take(Simulation.Step step) {
    Optional<Message> message = message(step);
    message.ifPresent(m -> due.merge(m, 1, Integer::sum));
    boolean status = step.events().stream().anyMatch(Answers::isStatus);
    if (message.isPresent() && status) {
      settle(message.get(), "status");
    }
    for (VenueEvent event : step.events()) {
      answers(event)
          .ifPresent(m -> {
            if (m.kind().equals("S?")) {
              due.remove(new Message(m.from(), "S", m.id()));
            } else {
              settle(m, Transcript.line(event));
            }
          });
    }
  }

  private void settle(Message message, String by) {
    Integer left = due.get(message);
    if (left == null) {
      surprises.add(message + " answered by " + by + " though nothing was due");
    } else if (left == 1) {
      due.remove(message);
    } else {
      due.put(message, left - 1);
    }
  }

  /** What is still due, and what was answered that was not. */
  List<String> wrong() {
    List<String> all = new ArrayList<>(surprises);
    due.forEach((message, times) -> all.add(message + " is not answered"));
    return all;
  }

  private static Optional<Message> message(Simulation.Step step) {
    return switch (step.command()) {
      case OrderCommand.SubmitOrder c -> of(c.participant(), "D", c.clientId());
      case RequestCommand.AcceptQuote c -> of(c.taker(), "D", c.clientId());
      case OrderCommand.CancelOrder c -> of(c.participant(), CHANGE, c.clientId());
      case OrderCommand.ReplaceOrder c -> of(c.participant(), CHANGE, c.clientId());
      case OrderCommand.MassCancel c -> of(c.participant(), "q", c.clientId());
      case RequestCommand.RequestQuotes c -> of(c.taker(), "R", c.requestId());
      case RequestCommand.SubmitQuote c ->
          isSubmitted(step) ? of(c.maker(), "S", c.quoteId()) : atOnce(step);
      case RequestCommand.WithdrawQuotes c -> atOnce(step);
      case RequestCommand.CancelRequest c -> atOnce(step);
      case RequestCommand.DeclineQuote c -> atOnce(step);
      case RequestCommand.QueryQuote c -> atOnce(step);
      case OrderCommand.QueryOrder c -> atOnce(step);
      default -> Optional.empty();
    };
  }

  private static Optional<Message> of(ParticipantId from, String kind, ClientId id) {
    return Optional.of(new Message(from, kind, id.value()));
  }

  /** These have their answer in the same turn. */
  private static Optional<Message> atOnce(Simulation.Step step) {
    boolean answered =
        step.events().stream().anyMatch(e -> e instanceof RequestEvent || e instanceof OrderEvent);
    if (!answered) {
      throw new AssertionError("no answer to " + step.command());
    }
    return Optional.empty();
  }

  private static boolean isSubmitted(Simulation.Step step) {
    return step.events().stream()
        .anyMatch(e -> e instanceof WorkEvent.JobOrdered j && j.job() instanceof Job.AdmitQuote);
  }

  private static boolean isStatus(VenueEvent event) {
    return event instanceof RequestEvent.QuoteStatusAnswered
        || (event instanceof OrderEvent.OrderReported r && r.type() == ReportType.STATUS);
  }

  private Optional<Message> answers(VenueEvent event) {
    return switch (event) {
      case OrderEvent.OrderRefused e -> of(e.participant(), "D", new ClientId(e.clientId()));
      case OrderEvent.CancelRefused e -> of(e.participant(), CHANGE, new ClientId(e.clientId()));
      case OrderEvent.MassCancelAnswered e -> of(e.participant(), "q", new ClientId(e.clientId()));
      case OrderEvent.OrderReported e -> reported(e);
      case RequestEvent.RequestRefused e -> of(e.participant(), "R", new ClientId(e.requestId()));
      case RequestEvent.RequestOpened e -> of(e.participant(), "R", e.requestId());
      case RequestEvent.RequestEnded e -> ifDue(e.participant(), "R", e.requestId().value());
      case RequestEvent.MakerReleased e -> maybe(e.participant(), e.quoteId());
      case RequestEvent.QuoteReported e ->
          e.status() == QuoteStatus.ACCEPTED
                  || (e.status() == QuoteStatus.REJECTED && e.code().isEmpty())
              ? of(e.participant(), "S", new ClientId(e.quoteId()))
              : e.status() == QuoteStatus.CANCELLED
                  ? maybe(e.participant(), e.quoteId())
                  : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<Message> reported(OrderEvent.OrderReported e) {
    return switch (e.type()) {
      case NEW -> of(e.participant(), "D", e.clientId());
      case REPLACED -> of(e.participant(), CHANGE, e.clientId());
      case CANCELLED ->
          e.originalId().isEmpty() ? Optional.empty() : of(e.participant(), CHANGE, e.clientId());
      case PENDING_CANCEL, PENDING_REPLACE, EXPIRED, RESTATED, STATUS -> Optional.empty();
    };
  }

  /** A request that ended before it was open is answered by its end. */
  private Optional<Message> ifDue(ParticipantId from, String kind, String id) {
    var message = new Message(from, kind, id);
    return due.containsKey(message) ? Optional.of(message) : Optional.empty();
  }

  /** The end of a quote answers it if nothing did before. */
  private static Optional<Message> maybe(ParticipantId from, String id) {
    return Optional.of(new Message(from, "S?", id));
  }
}
