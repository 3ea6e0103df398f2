package obscura.mpc.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import obscura.mpc.api.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the system holds the parties' open stores: Linux tells the flags of each open file. */
class SyncedStoreTest {
  /** O_DSYNC of Linux. */
  private static final int DSYNC = 0x1000;

  private static List<Boolean> waitForTheDisk(Path data) throws IOException {
    List<Boolean> synced = new ArrayList<>();
    try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
      for (Path each : open.toList()) {
        if (Files.isSymbolicLink(each)) {
          Path file = Files.readSymbolicLink(each);
          if (file.startsWith(data) && file.toString().endsWith(".store")) {
            Path info = Path.of("/proc/self/fdinfo").resolve(each.getFileName());
            String flags = Files.readAllLines(info).get(1).replaceFirst("flags:\\s*", "");
            synced.add((Integer.parseInt(flags, 8) & DSYNC) != 0);
          }
        }
      }
    }
    return synced;
  }

  private static EmbeddedParties open(Path data, StoreKeys keys) {
    return new EmbeddedParties(data, keys, Rig.PAPERS, Duration.ofSeconds(20), Mode.SEMI_HONEST);
  }

  @Test
  void syncedStoresWaitForTheDiskAndOthersDoNot(@TempDir Path folder) throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fdinfo")), "Linux tells the flags");
    Path data = folder.toRealPath();
    try (EmbeddedParties parties = open(data, StoreKeys.forSyncedStores(Rig::key))) {
      assertThat(parties.executed()).isZero();
      assertThat(waitForTheDisk(data)).containsExactly(true, true, true);
    }
    try (EmbeddedParties parties = open(data, Rig::key)) {
      assertThat(parties.executed()).isZero();
      assertThat(waitForTheDisk(data)).containsExactly(false, false, false);
    }
  }
}
