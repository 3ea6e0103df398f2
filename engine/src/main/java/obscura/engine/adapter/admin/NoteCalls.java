package obscura.engine.adapter.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import obscura.domain.ParticipantId;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.port.Directory;
import obscura.engine.port.OwnersNotes;

/**
 * What operators hand in for owners of notes, and what is known of these. The audit has the hash of
 * each line, not the line.
 */
final class NoteCalls {
  private static final int HASH_DIGITS = 16;

  private final Directory directory;
  private final OwnersNotes notes;

  NoteCalls(Directory directory, OwnersNotes notes) {
    this.directory = directory;
    this.notes = notes;
  }

  /**
   * The call of this name; empty if there is none.
   *
   * @throws IllegalArgumentException with one line, for arguments that are wrong
   */
  Optional<Inquiries.Inquiry> find(String name, Operation by, Arguments arguments) {
    return switch (name) {
      case "notes-keys" -> {
        String file = arguments.file("file");
        Optional<String> confirmed =
            arguments.has("confirm") ? Optional.of(digest(arguments)) : Optional.empty();
        String vouched = confirmed.map(digest -> ", confirmed " + digest).orElse("");
        yield noted(
            by, "notes keys " + hash(file) + vouched, () -> said(notes.keys(file, confirmed)));
      }
      case "notes-deposit" -> {
        String line = arguments.line("line");
        yield noted(by, "notes deposit " + hash(line), () -> said(notes.deposit(line)));
      }
      case "notes-permit" -> {
        String line = arguments.line("line");
        yield noted(by, "notes permit " + hash(line), () -> said(notes.permit(line)));
      }
      case "notes-show" -> {
        ParticipantId owner = known(arguments.participant());
        yield noted(by, "notes show " + owner, () -> shown(owner));
      }
      default -> Optional.empty();
    };
  }

  private static String digest(Arguments arguments) {
    String digest = arguments.text("confirm");
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("confirm must be 64 hex digits, the record's digest");
    }
    return digest;
  }

  private static Optional<Inquiries.Inquiry> noted(
      Operation by, String what, Supplier<Answer> answer) {
    return Inquiries.noted(by, what, () -> available(answer));
  }

  private static Answer available(Supplier<Answer> answer) {
    try {
      return answer.get();
    } catch (OwnersNotes.UnavailableException away) {
      return Answer.of(Answer.UNAVAILABLE, away.getMessage() + "; hand in the same again");
    }
  }

  private static Answer said(OwnersNotes.Answer answer) {
    return Answer.of(answer.done() ? Answer.DONE : Answer.REFUSED, answer.text());
  }

  private ParticipantId known(ParticipantId owner) {
    if (directory.participant(owner).isEmpty()) {
      throw new IllegalArgumentException(owner + " is not a participant");
    }
    return owner;
  }

  private Answer shown(ParticipantId owner) {
    List<OwnersNotes.Line> lines = notes.of(owner);
    return Answer.found(lines.stream().map(NoteCalls::row).toList());
  }

  private static Map<String, Object> row(OwnersNotes.Line line) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("kind", line.kind());
    row.put("id", line.id());
    row.put("token", line.token());
    row.put("state", line.state());
    row.put("detail", line.detail());
    return row;
  }

  /** Which line it was, for whoever has it. */
  private static String hash(String line) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH_DIGITS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
