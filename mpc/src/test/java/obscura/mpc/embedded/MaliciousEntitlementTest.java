package obscura.mpc.embedded;

import java.nio.file.Path;

/** The same stories in the malicious mode. */
class MaliciousEntitlementTest extends EntitlementTest {
  @Override
  Rig open(Path directory) {
    return Rig.malicious(directory);
  }
}
