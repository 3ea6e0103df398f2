package obscura.desk.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The bare echo acceptor in a process of its own: the floor of the benchmarks. */
public final class LaunchedEcho implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final String READY = "ECHO READY port=";
  private final RunningProcess process;
  private final int port;

  private LaunchedEcho(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it with the class path of this JVM. */
  public static LaunchedEcho start(
      Project project, Path store, boolean sync, List<String> compIds) {
    List<String> command =
        new ArrayList<>(
            List.of(
                project.java().toString(),
                "-Dlogback.configurationFile=desk-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "obscura.desk.fix.echo.EchoAcceptor",
                "0",
                store.toString(),
                sync ? "sync" : "nosync"));
    command.addAll(compIds);
    Path log = store.resolveSibling(store.getFileName() + ".out");
    RunningProcess process =
        RunningProcess.start(command, project.root(), log, line -> line.startsWith(READY));
    String line = process.awaitReady(START);
    return new LaunchedEcho(process, Integer.parseInt(line.substring(READY.length())));
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.kill();
  }
}
