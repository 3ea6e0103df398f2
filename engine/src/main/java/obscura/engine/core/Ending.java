package obscura.engine.core;

import java.time.Instant;
import obscura.domain.ParticipantId;

/**
 * Why the parties are to take an order out of the book, or to end a request. They believe only its
 * owner's word, which the gateway signs, and their own clocks; all else counts as the venue's doing
 * ({@code trust.md} 3).
 *
 * @param owner whose order or request it is
 * @param at when it was said
 */
public record Ending(Reason reason, ParticipantId owner, Instant at) {
  /** What ends it. */
  public enum Reason {
    /** Its owner's message. */
    OWNER,
    /** The time that its owner gave it is over. */
    EXPIRED,
    /** Trading was halted. */
    HALT,
    /** Its owner's session ended. */
    DISCONNECT,
    /** The venue's operator ended it. */
    OPERATOR,
    /** Nobody quotes it. */
    NO_QUOTE,
    /** What was selected is not firm any more, or not enough. */
    HOLD_OVER
  }
}
