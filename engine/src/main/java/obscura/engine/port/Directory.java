package obscura.engine.port;

import java.util.List;
import java.util.Optional;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.engine.core.Participant;

/** Public reference data, as last told by the core. Any thread may read. */
public interface Directory {
  Optional<Participant> participant(ParticipantId id);

  /** In the order of onboarding. */
  List<Participant> participants();

  Optional<Instrument> instrument(String symbol);

  Optional<Instrument> instrument(long number);

  /** In the order of listing. */
  List<Instrument> instruments();

  boolean isHalted(Instrument instrument);

  /** Whether the venue as a whole is halted. */
  boolean isHalted();

  /** Whether the confidential engine answers. */
  boolean isEngineAvailable();
}
