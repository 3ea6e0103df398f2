package obscura.desk.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import obscura.desk.launch.LaunchedParties;
import obscura.desk.launch.LaunchedParties.Security;
import obscura.desk.launch.LaunchedVenue;
import obscura.desk.launch.Project;
import org.jspecify.annotations.Nullable;

/**
 * A venue with its parties that can be started again on the same data in the other security mode:
 * books are filled in the faster one.
 */
final class DarkVenue implements AutoCloseable {
  private final Project project;
  private final Path data;
  private final Path partiesFolder;
  private final boolean remote;
  private @Nullable LaunchedParties parties;
  private @Nullable LaunchedVenue venue;
  private @Nullable Security mode;

  DarkVenue(Project project, Path data, Path partiesFolder, boolean remote) {
    this.project = project;
    this.data = data;
    this.partiesFolder = partiesFolder;
    this.remote = remote;
  }

  /** The port of trading sessions, after the venue was started in this mode if it was not. */
  int startIn(Security wanted) {
    if (mode != wanted) {
      close();
      start(wanted);
    }
    if (venue == null) {
      throw new IllegalStateException("the venue is not there");
    }
    return venue.ports().trade();
  }

  private void start(Security wanted) {
    List<String> settings = new ArrayList<>();
    if (remote) {
      LaunchedParties started = LaunchedParties.start(project, partiesFolder, wanted);
      parties = started;
      settings.addAll(started.venueSettings());
    } else {
      settings.add("mpc.security=" + wanted.word());
    }
    // A large book on a busy machine is no reason to give up.
    settings.add("mpc.timeout=1m");
    settings.add(Workplace.THROTTLES_OFF);
    venue = LaunchedVenue.start(project, data, settings);
    mode = wanted;
  }

  @Override
  public void close() {
    if (venue != null) {
      venue.close();
      venue = null;
    }
    if (parties != null) {
      parties.close();
      parties = null;
    }
    mode = null;
  }
}
