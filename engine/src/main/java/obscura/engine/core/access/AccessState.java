package obscura.engine.core.access;

import java.util.LinkedHashMap;
import java.util.Map;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.engine.core.AccessEvent.OperatorAnswered;
import obscura.engine.core.Participant;

/** What {@link Access} knows; taken whole into snapshots. */
public final class AccessState {
  final Map<ParticipantId, Participant> participants = new LinkedHashMap<>();
  final Map<String, Instrument> instruments = new LinkedHashMap<>();
  final Map<Long, Boolean> halts = new LinkedHashMap<>();

  /** Sessions that are logged on, with their cancel-on-disconnect flag. */
  final Map<ParticipantId, Boolean> sessions = new LinkedHashMap<>();

  final UsedIds ids = new UsedIds();

  /** The last answers to operators, by request id. */
  final Map<String, OperatorAnswered> answers = new LinkedHashMap<>();

  boolean permissioned = true;
  boolean halted;
  boolean engineAvailable = true;
}
