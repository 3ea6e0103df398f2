package obscura.engine.fix.outbound;

import obscura.engine.core.Participant;

/** What events ask of the sessions themselves. Called on the outbound thread. */
public interface SessionDuty {
  /**
   * A participant was onboarded, suspended or resumed: it may log on, or not.
   *
   * @throws java.io.UncheckedIOException with one line that names the file of its session, if that
   *     cannot be read or written
   */
  void participantChanged(Participant participant);
}
