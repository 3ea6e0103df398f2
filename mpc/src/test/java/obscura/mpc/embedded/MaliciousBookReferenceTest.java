package obscura.mpc.embedded;

import java.nio.file.Path;

/** In the malicious mode too the book does what the book in the clear does. */
class MaliciousBookReferenceTest extends BookReferenceTest {
  private static final int ORDERS = 600;

  @Override
  Rig open(Path directory) {
    return Rig.malicious(directory);
  }

  @Override
  int orders() {
    return ORDERS;
  }
}
