package obscura.mpc.embedded;

import java.nio.file.Path;

/** The same stories with three parties over TLS. */
class RemoteEntitlementTest extends EntitlementTest {
  @Override
  Rig open(Path directory) {
    return RemoteParties.rig(directory);
  }
}
