package obscura.engine.adapter.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import obscura.domain.ParticipantId;
import obscura.domain.RfqId;
import obscura.engine.core.OperatorCommand.Operation;
import obscura.engine.port.PartyOperations;

/** What operators ask about requests for quotes. Each call is in the audit first. */
final class RequestCalls {
  private final PartyOperations parties;

  RequestCalls(PartyOperations parties) {
    this.parties = parties;
  }

  /**
   * The call of this name; empty if there is none.
   *
   * @throws IllegalArgumentException with one line, for arguments that are wrong
   */
  Optional<Inquiries.Inquiry> find(String name, Operation by, Arguments arguments) {
    if (!name.equals("rfq-transcript")) {
      return Optional.empty();
    }
    String text = arguments.text("rfq");
    RfqId rfq =
        RfqId.parse(text)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "rfq must be the venue's number of a request such as R1A, not " + text));
    Optional<ParticipantId> maker =
        arguments.has("participant") ? Optional.of(arguments.participant()) : Optional.empty();
    String what = "rfq transcript " + rfq + maker.map(m -> " for " + m).orElse("");
    return Inquiries.noted(by, what, () -> transcript(rfq, maker));
  }

  private Answer transcript(RfqId rfq, Optional<ParticipantId> maker) {
    return parties
        .transcript(rfq, maker)
        .map(text -> new Answer(Answer.DONE, text, List.of(Map.of("transcript", text))))
        .orElseGet(() -> Answer.of(Answer.REFUSED, "nothing was selected for request " + rfq));
  }
}
