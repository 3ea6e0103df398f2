package obscura.mpc.party;

import java.util.stream.Stream;
import obscura.mpc.api.Handle;
import obscura.mpc.api.Reveal;
import org.jspecify.annotations.Nullable;

/** Who may read what: decided by each party alone, from the jobs that it executed itself. */
final class Entitlement {
  private Entitlement() {}

  /** Null if the recipient may read the vector, else why not. */
  static @Nullable String refusal(PartyState state, Handle handle, String recipient) {
    Secret secret = state.secret(handle);
    if (secret == null) {
      return "unknown handle";
    }
    if (secret.isKeys()) {
      return "keys are not revealed";
    }
    if (recipient.equals(Reveal.COMPLIANCE) || recipient.equals(Reveal.SETTLEMENT)) {
      return secret.open() ? null : "not open to compliance";
    }
    if (GatewaysWord.isBarred(state.adopted(), names(secret, recipient))) {
      return "recipient takes nothing through the gateway";
    }
    boolean entitled =
        secret.owner().equals(recipient)
            || secret.readers().contains(recipient)
            || isInvited(state, handle, recipient);
    return entitled ? null : "recipient is not entitled";
  }

  /** Shares go to the gateway, which says for whom it asks ({@code trust.md} 3, outputs). */
  private static Stream<String> names(Secret secret, String recipient) {
    return secret.origin() != null && secret.owner().equals(recipient)
        ? GatewaysWord.speakers(secret.origin())
        : Stream.of(recipient);
  }

  private static boolean isInvited(PartyState state, Handle handle, String recipient) {
    Request request = state.request(handle);
    return request != null && request.invited().contains(recipient);
  }
}
