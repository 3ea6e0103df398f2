package obscura.mpc.party;

import java.util.stream.Stream;
import obscura.mpc.api.Origin;
import obscura.mpc.api.Rule;
import obscura.mpc.roster.Roster;
import org.jspecify.annotations.Nullable;

/**
 * For whom the gateway may speak: one rule for the records of inputs and for statements ({@code
 * trust.md} 3 and 5). What it says counts if it is signed with the key that the roster names, and
 * never for those who sign for themselves.
 */
final class GatewaysWord {
  /**
   * Why it does not count.
   *
   * @param words to come after what it is
   */
  record Flaw(Rule rule, String words) {}

  private GatewaysWord() {}

  /**
   * What speaks against taking it; null if nothing does.
   *
   * @param isSigned whether it is signed with the key that the roster names
   * @param speakers in whose name it is said: a CompID, and the firms that it is known to be of
   */
  static @Nullable Flaw flaw(Roster roster, boolean isSigned, Stream<String> speakers) {
    if (!isSigned) {
      return new Flaw(Rule.SIGNATURE, "that the gateway did not sign");
    }
    return isBarred(roster, speakers)
        ? new Flaw(Rule.SEALED_ONLY, "of a firm that signs for itself")
        : null;
  }

  /** Whether one of these signs for itself: then nothing counts that the gateway says for it. */
  static boolean isBarred(Roster roster, Stream<String> speakers) {
    return speakers.anyMatch(roster::isSealedOnly);
  }

  /** In whose name an input comes. The gateway says of which firm its sender is: so both count. */
  static Stream<String> speakers(Origin origin) {
    return Stream.of(origin.owner(), origin.firm());
  }
}
