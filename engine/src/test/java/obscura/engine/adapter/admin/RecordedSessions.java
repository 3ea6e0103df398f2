package obscura.engine.adapter.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.domain.ParticipantId;
import obscura.engine.port.SessionLine;
import obscura.engine.port.SessionOperations;

/** One session, DESK1's, and everything that was done to it. */
final class RecordedSessions implements SessionOperations {
  private final List<String> acts = new ArrayList<>();

  @Override
  public List<SessionLine> sessions() {
    return List.of(
        new SessionLine(
            new ParticipantId("DESK1"),
            "TRADE",
            "FIRM1",
            true,
            false,
            Optional.of(Instant.parse("2026-11-20T12:00:00Z")),
            Optional.of("127.0.0.1:4711"),
            12,
            34));
  }

  @Override
  public void disconnect(ParticipantId participant, String text) {
    note(participant, "disconnect " + participant + " " + text);
  }

  @Override
  public void setSequence(ParticipantId participant, long nextSender, long nextTarget) {
    note(participant, "set " + participant + " " + nextSender + " " + nextTarget);
  }

  @Override
  public void resetSequence(ParticipantId participant) {
    note(participant, "reset " + participant);
  }

  synchronized List<String> acts() {
    return List.copyOf(acts);
  }

  private synchronized void note(ParticipantId participant, String act) {
    if (!participant.value().equals("DESK1")) {
      throw new IllegalArgumentException(participant + " has no session");
    }
    acts.add(act);
  }
}
