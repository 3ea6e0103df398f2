package obscura.dropcopy.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import obscura.dropcopy.Keys;
import obscura.dropcopy.verify.ChainReport;
import obscura.dropcopy.verify.ChainVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The process dies in the middle of its work, three times in a row; nothing it said is lost. */
class KillTest {
  private static final long SEED = 20261121;

  @TempDir Path folder;

  @Test
  @Timeout(120)
  void everyPositionThatWasPrintedIsThereAfterAKill() throws Exception {
    Keys officer = Keys.make(folder, "officer");
    StoreConfig config = new StoreConfig("jdbc:h2:file:" + folder.resolve("copy"), "sa", "");
    Random random = new Random(SEED);
    long printed = 0;
    for (int kill = 0; kill < 3; kill++) {
      printed = killAfter(config, printed + 1 + random.nextInt(150), random.nextInt(3_000_000));
      ChainReport readOnly = ChainVerifier.verify(config);
      assertThat(readOnly.firstBreak()).isEmpty();
      assertThat(readOnly.head().position()).isGreaterThanOrEqualTo(printed);
      try (DropCopyStore store = DropCopyStore.open(config, officer.wrap())) {
        assertThat(store.lastPosition()).isGreaterThanOrEqualTo(printed);
        ChainReport report = ChainVerifier.verify(store.reader(), Optional.empty());
        assertThat(report.firstBreak()).isEmpty();
        assertThat(report.records()).isEqualTo(2 * store.lastPosition());
      }
    }
  }

  /** Kills once that position was printed and a moment has gone; gives the last one printed. */
  private long killAfter(StoreConfig config, long position, int momentNanos) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AppendingProcess.class.getName(),
                config.jdbcUrl(),
                folder.resolve("officer.pub").toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = process.inputReader()) {
      long last = readUntil(out, position);
      long until = System.nanoTime() + momentNanos;
      while (System.nanoTime() < until) {
        Thread.onSpinWait();
      }
      process.toHandle().destroyForcibly(); // unlike the process, this leaves its output readable
      last = Math.max(last, readUntil(out, Long.MAX_VALUE));
      process.waitFor();
      return last;
    }
  }

  private static long readUntil(BufferedReader out, long position) throws IOException {
    long last = 0;
    while (last < position) {
      String line = out.readLine();
      if (line == null) {
        return last;
      }
      last = line.matches("[0-9]+") ? Long.parseLong(line) : last;
    }
    return last;
  }
}
