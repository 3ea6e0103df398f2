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

  /** Parameter of the roster: nothing is taken of a CompID that it does not name. */
  static final String NAMED_ONLY = "participants-named-only";

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

  /**
   * Whether one of these signs for itself: then nothing counts that the gateway says for it. A
   * CompID does if its firm by the roster does.
   */
  static boolean isBarred(Roster roster, Stream<String> speakers) {
    return speakers
        .flatMap(name -> Stream.concat(Stream.of(name), roster.firm(name).stream()))
        .anyMatch(roster::isSealedOnly);
  }

  /**
   * Why an input is not taken as its firm's; null if nothing speaks against it. Of which firm a
   * CompID is the operators say, if they name it; if {@link #NAMED_ONLY} is not 0 they have to.
   */
  static @Nullable String mistakenFirm(Roster roster, Origin origin) {
    if (isUnnamed(roster, origin.owner())) {
      return "of somebody whom the roster does not name";
    }
    return roster.firm(origin.owner()).filter(firm -> !firm.equals(origin.firm())).isPresent()
        ? "of another firm than the roster says"
        : null;
  }

  /** Whether the roster has to name a CompID, and does not. */
  static boolean isUnnamed(Roster roster, String participant) {
    return roster.parameter(NAMED_ONLY).orElse(0) != 0 && roster.firm(participant).isEmpty();
  }

  /**
   * In whose name an input comes. Where the gateway says of which firm its sender is both count.
   */
  static Stream<String> speakers(Origin origin) {
    return Stream.of(origin.owner(), origin.firm());
  }
}
