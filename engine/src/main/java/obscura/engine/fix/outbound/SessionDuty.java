package obscura.engine.fix.outbound;

import obscura.engine.core.OperatorCommand.OperateSession;
import obscura.engine.core.Participant;

/** What events ask of the sessions themselves. Called on the outbound thread. */
public interface SessionDuty {
  /** A participant was onboarded, suspended or resumed: it may log on, or not. */
  void participantChanged(Participant participant);

  /** An operator ordered this act on a session. */
  void perform(OperateSession act);
}
