package obscura.settlement.solana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** litesvm and Anchor's client, installed once from npm beside our scripts that use them. */
final class NodeModules {
  static final Path INSTALLED = Path.of("target/solana");
  private static final Path SOURCES = Path.of("src/test/solana");
  private static final List<String> PACKAGES = List.of("package.json", "package-lock.json");
  private static final List<String> SCRIPTS = List.of("rpc.js", "history.js", "anchor.js");
  private static final int INSTALL_MINUTES = 5;

  private NodeModules() {}

  static void install() throws IOException, InterruptedException {
    assumeTrue(
        works("node", "--version") && works("npm", "--version"),
        "Node.js or npm is absent, so the program cannot be run; scripts/test installs both");
    Files.createDirectories(INSTALLED);
    boolean same = Files.exists(INSTALLED.resolve("node_modules/.package-lock.json"));
    for (String file : PACKAGES) {
      Path copy = INSTALLED.resolve(file);
      same &= Files.exists(copy) && Files.mismatch(SOURCES.resolve(file), copy) == -1;
      copy(file);
    }
    for (String script : SCRIPTS) {
      copy(script);
    }
    if (!same) {
      npm();
    }
  }

  private static void copy(String file) throws IOException {
    Files.copy(SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
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

  private static void npm() throws IOException, InterruptedException {
    Process npm =
        new ProcessBuilder(
                "npm", "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(INSTALLED.resolve("npm.out").toFile())
            .start();
    boolean ended = npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
    npm.destroy();
    assertThat(ended && npm.exitValue() == 0)
        .as("npm ci: %s", Files.readString(INSTALLED.resolve("npm.out")))
        .isTrue();
  }
}
