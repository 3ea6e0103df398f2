package obscura.mpc.embedded;

import java.nio.file.Path;
import obscura.mpc.api.Mode;

/** The same stories in the malicious mode. */
class MaliciousSettlementTest extends SettlementTest {
  @Override
  Rig open(Path directory) {
    return Rig.malicious(directory);
  }

  @Override
  Mode mode() {
    return Mode.MALICIOUS;
  }
}
