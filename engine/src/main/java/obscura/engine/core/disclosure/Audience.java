package obscura.engine.core.disclosure;

import java.util.List;
import obscura.domain.ParticipantId;

/**
 * Who may be told of an event, beside the compliance store, which records all.
 *
 * @param participants those it is told to; copies go to the drop-copy sessions of their firms
 * @param everybody whether it is public to all sessions
 */
public record Audience(List<ParticipantId> participants, boolean everybody) {
  static final Audience NOBODY = new Audience(List.of(), false);
  static final Audience EVERYBODY = new Audience(List.of(), true);

  static Audience of(ParticipantId only) {
    return new Audience(List.of(only), false);
  }
}
