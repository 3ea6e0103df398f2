package obscura.mpc.embedded;

import obscura.mpc.api.Mode;

/** The same stories in the malicious mode. */
class MaliciousOwnersKeysTest extends OwnersKeysTest {
  @Override
  Mode mode() {
    return Mode.MALICIOUS;
  }
}
