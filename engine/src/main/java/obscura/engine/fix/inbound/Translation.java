package obscura.engine.fix.inbound;

import java.util.List;
import java.util.function.Function;
import obscura.domain.Handle;
import obscura.engine.core.RefusedKind;
import obscura.engine.core.VenueCommand;
import obscura.engine.port.Intent;
import obscura.engine.port.Terms;
import quickfix.Message;

/** What a message turned out to mean. */
sealed interface Translation {
  /** A command without values. */
  record Understood(VenueCommand command) implements Translation {}

  /**
   * A command about the orders of one instrument, which the gateway keeps to itself.
   *
   * @param reference the request's own id
   * @param instrument the instrument's number
   */
  record Scoped(VenueCommand command, String reference, long instrument) implements Translation {}

  /**
   * Values to be shared out, and the command that their handles make.
   *
   * @param about which message it is, should sharing fail
   * @param intent what the values are for
   * @param openToCompliance whether compliance may read the values
   */
  record Valued(
      About about,
      Intent intent,
      boolean openToCompliance,
      List<Terms> values,
      Function<List<Handle>, VenueCommand> command)
      implements Translation {}

  /** A refusal at the gate. */
  record Refused(About about, Fault fault) implements Translation {}

  /**
   * A field has a value that it cannot have, or is missing: answered on the session's level, by
   * Reject(3) or BusinessMessageReject(j) 380=5 (rules of engagement 1.10), and not recorded.
   */
  record Malformed(int tag, boolean missing) implements Translation {}

  /** Answered at once from public reference data. */
  record Answered(Message answer) implements Translation {}

  /** Recorded by the session store; nothing follows. */
  record Noted() implements Translation {}

  /**
   * Which message is meant.
   *
   * @param reference its own id, as it stood, or empty
   * @param original the id of the thing it is about, or empty
   */
  record About(RefusedKind kind, String reference, String original) {}
}
