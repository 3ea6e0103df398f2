package obscura.mpc.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Processes of this Java and class path that never outlive this one: closing kills those that still
 * run. One thread.
 */
final class Children implements AutoCloseable {
  private static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx1g", "-Xshare:auto");

  private final Path folder;
  private final List<Process> running = new CopyOnWriteArrayList<>();

  /** Their output goes to files NAME.out and NAME.err in this folder. */
  Children(Path folder) {
    this.folder = folder;
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  private void kill() {
    running.forEach(Process::destroyForcibly);
  }

  void start(String name, Class<?> main, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.add("-Dlogback.configurationFile=party-logback.xml");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    running.add(
        new ProcessBuilder(command)
            .redirectOutput(out(name).toFile())
            .redirectError(folder.resolve(name + ".err").toFile())
            .start());
  }

  private Path out(String name) {
    return folder.resolve(name + ".out");
  }

  /** What a child printed so far. */
  List<String> printed(String name) throws IOException {
    return Files.readAllLines(out(name));
  }

  /**
   * Waits until all have ended well.
   *
   * @throws IllegalStateException if one failed, with what it said last, or did not end in time
   */
  void await(Duration limit) throws IOException, InterruptedException {
    long until = System.nanoTime() + limit.toNanos();
    for (Process process : running) {
      long left = until - System.nanoTime();
      if (!process.waitFor(left, TimeUnit.NANOSECONDS)) {
        throw new IllegalStateException(
            "the parties did not finish within " + limit.toSeconds() + " s");
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException("a party failed: " + complaints());
      }
    }
  }

  /** Throws if one has ended. */
  void requireAlive() throws IOException {
    if (!running.stream().allMatch(Process::isAlive)) {
      throw new IllegalStateException("a party ended: " + complaints());
    }
  }

  private String complaints() throws IOException {
    StringBuilder all = new StringBuilder();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".err")).sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        if (!lines.isEmpty()) {
          all.append(file.getFileName()).append(": ").append(lines.getLast()).append("; ");
        }
      }
    }
    return all.toString();
  }

  /** Ports that were free a moment ago. */
  static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int k = 0; k < count; k++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  @Override
  public void close() {
    kill();
    running.forEach(Children::awaitEnd);
  }

  private static void awaitEnd(Process process) {
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
