package obscura.mpc.embedded;

import java.nio.file.Path;

/** The same stories in the malicious mode. */
class MaliciousSplitRequestTest extends SplitRequestTest {
  @Override
  Rig open(Path directory) {
    return Rig.malicious(directory);
  }
}
