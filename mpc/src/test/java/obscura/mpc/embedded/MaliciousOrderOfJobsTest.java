package obscura.mpc.embedded;

import obscura.mpc.api.Mode;

/** The same stories told to parties that do not trust each other either. */
class MaliciousOrderOfJobsTest extends OrderOfJobsTest {
  @Override
  Mode mode() {
    return Mode.MALICIOUS;
  }
}
