package obscura.mpc.embedded;

import obscura.mpc.api.Mode;

/** The same with parties that trust nobody. */
class MaliciousSelectionRulesTest extends SelectionRulesTest {
  @Override
  Mode mode() {
    return Mode.MALICIOUS;
  }
}
