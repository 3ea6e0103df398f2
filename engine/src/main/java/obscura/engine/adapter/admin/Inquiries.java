package obscura.engine.adapter.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.core.Participant;
import obscura.engine.core.ParticipantKind;
import obscura.engine.port.Directory;
import obscura.engine.port.SessionLine;
import obscura.engine.port.SessionOperations;

/**
 * Calls that only read, and what operators do to the ledger. They go through the log too, and
 * first, so that the audit shows who asked what.
 */
final class Inquiries {
  /**
   * An inquiry that is about to be noted.
   *
   * @param command goes into the log
   * @param rows what is found once it is there; empty if the log's own answer is all
   */
  record Inquiry(OperatorCommand command, Supplier<Answer> rows) {}

  private final Directory directory;
  private final SessionOperations sessions;
  private final LedgerCalls ledger;
  private final PartyCalls parties;
  private final RequestCalls requests;
  private final SettlementCalls settlements;
  private final NoteCalls notes;

  Inquiries(AdminEndpoint.Surroundings venue) {
    this.directory = venue.directory();
    this.sessions = venue.sessions();
    this.ledger = new LedgerCalls(directory, venue.accounts());
    this.parties = new PartyCalls(venue.parties());
    this.requests = new RequestCalls(venue.parties());
    this.settlements = new SettlementCalls(venue.history(), venue.desk());
    this.notes = new NoteCalls(directory, venue.notes());
  }

  /**
   * The inquiry of this name; empty if there is none.
   *
   * @throws IllegalArgumentException with one line, for arguments that are wrong
   */
  Optional<Inquiry> inquiry(String name, Operation by, Arguments arguments) {
    Optional<Inquiry> inquiry = find(name, by, arguments);
    if (inquiry.isPresent()) {
      arguments.checkNoOthers();
    }
    return inquiry;
  }

  private Optional<Inquiry> find(String name, Operation by, Arguments arguments) {
    return switch (name) {
      case "status" -> Optional.of(told(new OperatorCommand.AskStatus(by)));
      case "order-list" -> Optional.of(told(new OperatorCommand.ListOrders(by)));
      case "participant-list" -> noted(by, "participant list", this::participants);
      case "participant-show" -> {
        ParticipantId id = arguments.participant();
        yield noted(by, "participant show " + id, () -> participant(id));
      }
      case "maker-whitelist-list" -> noted(by, "maker whitelist list", this::makers);
      case "instrument-list" -> noted(by, "instrument list", this::instruments);
      case "session-list" -> noted(by, "session list", this::sessions);
      default ->
          ledger
              .find(name, by, arguments)
              .or(() -> requests.find(name, by, arguments))
              .or(() -> settlements.find(name, by, arguments))
              .or(() -> notes.find(name, by, arguments))
              .or(() -> parties.find(name, by, arguments));
    };
  }

  private static Inquiry told(OperatorCommand command) {
    return new Inquiry(command, () -> Answer.found(List.of()));
  }

  static Optional<Inquiry> noted(Operation by, String what, Supplier<Answer> rows) {
    return Optional.of(new Inquiry(new OperatorCommand.NoteInquiry(by, what), rows));
  }

  private Answer participants() {
    return Answer.found(directory.participants().stream().map(Rows::of).toList());
  }

  private Answer participant(ParticipantId id) {
    return directory
        .participant(id)
        .map(p -> new Answer(Answer.DONE, id.value(), List.of(Rows.of(p))))
        .orElseGet(() -> Answer.of(Answer.REFUSED, id + " is not a participant"));
  }

  private Answer makers() {
    return Answer.found(
        directory.participants().stream()
            .filter(p -> p.kind() == ParticipantKind.MAKER)
            .filter(Participant::whitelisted)
            .map(Rows::of)
            .toList());
  }

  private Answer instruments() {
    return Answer.found(directory.instruments().stream().map(this::instrument).toList());
  }

  private Map<String, Object> instrument(Instrument instrument) {
    return Rows.of(instrument, directory.isHalted(instrument));
  }

  private Answer sessions() {
    List<SessionLine> all = sessions.sessions();
    return Answer.found(all.stream().map(Rows::of).toList());
  }
}
