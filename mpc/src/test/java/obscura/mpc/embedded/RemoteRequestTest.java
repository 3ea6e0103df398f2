package obscura.mpc.embedded;

import java.nio.file.Path;

/** The same stories with three parties over TLS. */
class RemoteRequestTest extends RequestTest {
  @Override
  Rig open(Path directory) {
    return RemoteParties.rig(directory);
  }
}
