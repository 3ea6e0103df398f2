package obscura.mpc.embedded;

import obscura.mpc.api.Mode;

/** The same with parties that trust nobody. */
class MaliciousEndingRulesTest extends EndingRulesTest {
  @Override
  Mode mode() {
    return Mode.MALICIOUS;
  }
}
