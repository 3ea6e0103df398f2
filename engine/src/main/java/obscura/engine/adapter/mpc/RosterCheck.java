package obscura.engine.adapter.mpc;

import java.math.BigDecimal;
import java.util.Optional;
import obscura.domain.Instrument;
import obscura.mpc.roster.Entry;
import obscura.mpc.roster.Roster;

/**
 * Compares the venue's list of instruments with what the parties' operators signed. Shares count
 * lots and ticks, so if these differ every value would mean something else than its owner said.
 */
final class RosterCheck {
  private RosterCheck() {}

  /** What the roster says otherwise, in one line; empty if nothing, or if it is silent. */
  static Optional<String> difference(Roster roster, Instrument listed) {
    return roster.instrument(listed.number()).flatMap(signed -> difference(signed, listed));
  }

  private static Optional<String> difference(Entry.Instrument signed, Instrument listed) {
    String rule = listed.pricing().name();
    boolean same =
        isSame(signed.lot(), listed.lot())
            && isSame(signed.tick(), listed.tick())
            && signed.pricing().name().equals(rule);
    return same
        ? Optional.empty()
        : Optional.of(
            "%s is listed with lot %s, tick %s, %s, but the roster says lot %s, tick %s, %s"
                .formatted(
                    listed.symbol(),
                    listed.lot().toPlainString(),
                    listed.tick().toPlainString(),
                    rule,
                    signed.lot(),
                    signed.tick(),
                    signed.pricing()));
  }

  private static boolean isSame(String signed, BigDecimal listed) {
    return new BigDecimal(signed).compareTo(listed) == 0;
  }
}
