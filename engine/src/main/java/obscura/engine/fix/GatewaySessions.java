package obscura.engine.fix;

import java.util.List;
import obscura.domain.ParticipantId;
import obscura.engine.fix.session.FixGateway;
import obscura.engine.fix.session.SessionView;
import obscura.engine.port.SessionLine;
import obscura.engine.port.SessionOperations;

/** The gateway's sessions as operators see and handle them. */
public record GatewaySessions(FixGateway gateway) implements SessionOperations {
  @Override
  public List<SessionLine> sessions() {
    return gateway.sessions().stream().map(GatewaySessions::line).toList();
  }

  private static SessionLine line(SessionView view) {
    return new SessionLine(
        new ParticipantId(view.compId()),
        view.kind().name(),
        view.firm(),
        view.loggedOn(),
        view.barred(),
        view.since(),
        view.remoteAddress(),
        view.nextSender(),
        view.nextTarget());
  }

  @Override
  public void disconnect(ParticipantId participant, String text) {
    gateway.disconnect(participant.value(), text);
  }

  @Override
  public void setSequence(ParticipantId participant, long nextSender, long nextTarget) {
    gateway.setSequence(
        participant.value(), Math.toIntExact(nextSender), Math.toIntExact(nextTarget));
  }

  @Override
  public void resetSequence(ParticipantId participant) {
    gateway.resetSequence(participant.value());
  }
}
