package obscura.engine.core;

import obscura.domain.FirmId;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;

/**
 * A participant as onboarded.
 *
 * @param whitelisted makers only: may be asked in permissioned mode
 * @param privacy the firm's default PrivacyLevel(20007)
 */
public record Participant(
    ParticipantId id,
    FirmId firm,
    ParticipantKind kind,
    PrivacyLevel privacy,
    boolean suspended,
    boolean whitelisted) {
  /** The same participant with this changed. */
  public Participant suspended(boolean now) {
    return new Participant(id, firm, kind, privacy, now, whitelisted);
  }

  /** The same participant with this changed. */
  public Participant whitelisted(boolean now) {
    return new Participant(id, firm, kind, privacy, suspended, now);
  }
}
