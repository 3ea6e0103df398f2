package obscura.desk.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A venue in a process of its own, started by {@code scripts/venue} on free ports. It never
 * outlives this JVM.
 */
public final class LaunchedVenue implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(20);
  private final Project project;
  private final Path data;
  private final List<String> settings;
  private final RunningProcess process;
  private final Ports ports;

  private LaunchedVenue(
      Project project, Path data, List<String> settings, RunningProcess process, Ports ports) {
    this.project = project;
    this.data = data;
    this.settings = settings;
    this.process = process;
    this.ports = ports;
  }

  /**
   * Starts a venue and waits until everything accepts connections.
   *
   * @param data its data folder; one with state goes on from there
   * @param settings {@code key=value} pairs for {@code --set}
   * @throws IllegalStateException with the end of its output when it does not start
   */
  public static LaunchedVenue start(Project project, Path data, List<String> settings) {
    return start(project, data, settings, new Ports(0, 0, 0, 0, 0, 0));
  }

  private static LaunchedVenue start(
      Project project, Path data, List<String> settings, Ports wanted) {
    List<String> command =
        new ArrayList<>(List.of(project.script("venue").toString(), "--data", data.toString()));
    for (String port : wanted.settings()) {
      command.addAll(List.of("--set", port));
    }
    for (String setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    Path log = data.resolveSibling(data.getFileName() + ".out");
    RunningProcess process = RunningProcess.start(command, project.root(), log, Ports::announcedBy);
    Ports ports = Ports.parse(process.awaitReady(START));
    return new LaunchedVenue(project, data, settings, process, ports);
  }

  public Ports ports() {
    return ports;
  }

  public Path data() {
    return data;
  }

  /** The operator's command line for this venue. */
  public AdminCommand admin() {
    return new AdminCommand(project, data);
  }

  /** Ends the process as kill -9 does. */
  public void kill() {
    process.kill();
  }

  /** Starts again on the same data and the same ports, so that clients find it again. */
  public LaunchedVenue restart() {
    return start(project, data, settings, ports);
  }

  /** Stops it with SIGTERM. */
  @Override
  public void close() {
    process.stop(STOP);
  }
}
