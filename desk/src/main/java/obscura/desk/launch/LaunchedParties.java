package obscura.desk.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Three parties in processes of their own, started by {@code scripts/mpc-local}. They never outlive
 * this JVM.
 */
public final class LaunchedParties implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final String READY = "MPC LOCAL venue=";

  /** The script uses ports from the first on; below those that the system gives to clients. */
  private static final int PORTS = 23;

  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 30_000;

  private final RunningProcess process;
  private final Path venueConfig;

  private LaunchedParties(RunningProcess process, Path venueConfig) {
    this.process = process;
    this.venueConfig = venueConfig;
  }

  /**
   * Starts them.
   *
   * @param folder with their keys and stores; one with state goes on from there
   * @param security malicious or semi-honest
   */
  public static LaunchedParties start(Project project, Path folder, String security) {
    List<String> command =
        List.of(
            project.script("mpc-local").toString(),
            "--dir",
            folder.toString(),
            "--port",
            Integer.toString(firstOfFreePorts()),
            "--security",
            security);
    Path log = folder.resolveSibling(folder.getFileName() + ".out");
    RunningProcess process =
        RunningProcess.start(command, project.root(), log, line -> line.startsWith(READY));
    String line = process.awaitReady(START);
    String file = line.substring(READY.length(), line.indexOf(" logs="));
    return new LaunchedParties(process, Path.of(file));
  }

  private static int firstOfFreePorts() {
    while (true) {
      int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      int free = 0;
      while (free < PORTS && isFree(first + free)) {
        free++;
      }
      if (free == PORTS) {
        return first;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }

  /** What a venue needs to reach them: {@code key=value} pairs for {@code --set}. */
  public List<String> venueSettings() {
    try (var lines = Files.lines(venueConfig)) {
      return lines
          .filter(line -> line.contains(" = "))
          .map(line -> line.replaceFirst(" = ", "=").replace("\"", ""))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops all three with SIGTERM. */
  @Override
  public void close() {
    process.stop(STOP);
  }
}
