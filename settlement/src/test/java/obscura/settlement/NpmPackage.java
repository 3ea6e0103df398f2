package obscura.settlement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A package of the tests with what it needs from npm, installed below target and kept there. */
public final class NpmPackage {
  private static final int INSTALL_MINUTES = 5;

  private NpmPackage() {}

  /**
   * Installs it where it is not, or where one of its files changed; skips the test, saying so, if
   * npm is absent.
   *
   * @return the folder
   */
  public static Path install(Path sources, Path installed, List<String> files) throws Exception {
    assumeTrue(
        works("node", "--version") && works("npm", "--version"),
        "Node.js or npm is absent, so " + sources + " cannot run; scripts/test installs both");
    Files.createDirectories(installed);
    boolean same = true;
    for (String file : files) {
      Path copy = installed.resolve(file);
      same &= Files.exists(copy) && Files.mismatch(sources.resolve(file), copy) == -1;
      Files.copy(sources.resolve(file), copy, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!same || !Files.exists(installed.resolve("node_modules/.package-lock.json"))) {
      npm(installed);
    }
    return installed;
  }

  private static void npm(Path installed) throws IOException, InterruptedException {
    Process npm =
        new ProcessBuilder(
                "npm",
                "ci",
                "--prefer-offline",
                "--legacy-peer-deps",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund")
            .directory(installed.toFile())
            .redirectErrorStream(true)
            .redirectOutput(installed.resolve("npm.out").toFile())
            .start();
    boolean ended = npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
    npm.destroy();
    assertThat(ended && npm.exitValue() == 0)
        .as("npm ci: %s", Files.readString(installed.resolve("npm.out")))
        .isTrue();
  }

  private static boolean works(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
