package obscura.mpc.embedded;

import java.nio.file.Path;

/** The same stories in the malicious mode. */
class MaliciousOpeningsTest extends OpeningsTest {
  @Override
  Rig open(Path directory) {
    return Rig.malicious(directory);
  }
}
