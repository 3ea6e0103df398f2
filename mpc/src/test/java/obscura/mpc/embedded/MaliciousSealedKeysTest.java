package obscura.mpc.embedded;

import obscura.mpc.api.Mode;

/** The same where one of the three may do anything. */
class MaliciousSealedKeysTest extends SealedKeysTest {
  @Override
  Mode mode() {
    return Mode.MALICIOUS;
  }
}
