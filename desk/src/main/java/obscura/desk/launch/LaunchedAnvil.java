package obscura.desk.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/**
 * An anvil of its own, on a port of its own, that makes blocks when it is told to. It is the one
 * that the tests of the settlement service run against, from npm, and is installed at the same
 * place.
 */
public final class LaunchedAnvil implements AutoCloseable {
  /** Its chain id by EIP-155. */
  public static final long CHAIN_ID = 31_337;

  private static final String LISTENING = "Listening on ";
  private static final int INSTALL_MINUTES = 5;

  private final Process process;
  private final URI address;

  private LaunchedAnvil(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Installs anvil where it is not, and starts one.
   *
   * @throws IllegalStateException if npm is absent or could not install it, or anvil ends at once
   */
  public static LaunchedAnvil start(Path root) {
    Path installed = root.resolve("settlement/target/anvil");
    try {
      install(root.resolve("settlement/src/test/anvil/package.json"), installed);
      Process process =
          new ProcessBuilder(
                  executable(installed).toString(), "--port", "0", "--no-mining", "--order", "fees")
              .redirectErrorStream(true)
              .start();
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      String line = lines.readLine();
      while (line != null && !line.startsWith(LISTENING)) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IllegalStateException("anvil ended");
      }
      Thread.ofPlatform().daemon().name("anvil-output").start(() -> drain(lines));
      String where = line.substring(LISTENING.length()).strip();
      return new LaunchedAnvil(process, URI.create("http://" + where));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public URI address() {
    return address;
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Whether npm is there to install it. */
  public static boolean canBeInstalled() {
    try {
      return new ProcessBuilder("npm", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Path executable(Path installed) {
    return installed.resolve("node_modules/.bin/anvil").toAbsolutePath();
  }

  private static synchronized void install(Path source, Path installed) throws IOException {
    Path copy = installed.resolve("package.json");
    if (Files.exists(copy)
        && Files.mismatch(source, copy) == -1
        && Files.exists(executable(installed))) {
      return;
    }
    if (!canBeInstalled()) {
      throw new IllegalStateException("npm is absent, so there is no anvil (Debian: npm)");
    }
    Files.createDirectories(installed);
    Files.copy(source, copy, StandardCopyOption.REPLACE_EXISTING);
    Path output = installed.resolve("npm.out");
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--no-save",
                "--prefer-offline",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund")
            .directory(installed.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      boolean ended = npm.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES);
      npm.destroy();
      if (!ended || npm.exitValue() != 0) {
        throw new IllegalStateException("npm could not install anvil: " + output);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void drain(BufferedReader lines) {
    try (lines) {
      String unused = lines.readLine();
      while (unused != null) {
        unused = lines.readLine();
      }
    } catch (IOException ended) {
      // The node was stopped in the middle of a line.
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
