package obscura.engine.core.matching;

import java.util.Optional;
import obscura.domain.ClientId;

/**
 * What is being done to a resting order while the parties work on it.
 *
 * @param clientId the id of the request that asked for it; empty if the venue did
 */
record Change(Kind kind, Optional<ClientId> clientId) {
  enum Kind {
    CANCEL,
    MASS_CANCEL,
    REPLACE,
    EXPIRE,
    DISCONNECT,
    OPERATOR
  }

  static Change byVenue(Kind kind) {
    return new Change(kind, Optional.empty());
  }
}
