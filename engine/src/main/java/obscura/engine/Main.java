package obscura.engine;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import obscura.engine.config.ConfigException;
import obscura.engine.config.VenueConfig;
import obscura.engine.fix.session.SessionKind;
import obscura.engine.port.VenueFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The venue as a process: {@code [--config FILE] [--data DIR] [--set key=value ...]}. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);
  private static final int EXIT_FAILED = 1;
  private static final int EXIT_USAGE = 2;

  private Main() {}

  public static void main(String[] args) {
    try {
      run(configuration(args));
    } catch (ConfigException refused) {
      System.err.println(refused.getMessage());
      System.exit(EXIT_USAGE);
    } catch (VenueFault logged) {
      System.err.println("the venue cannot start: " + logged.getMessage());
      System.exit(EXIT_FAILED);
    } catch (Exception failed) {
      LOG.error("the venue cannot start", failed);
      System.err.println("the venue cannot start: " + failed.getMessage());
      System.exit(EXIT_FAILED);
    }
  }

  private static void run(VenueConfig config) throws Exception {
    serve(new RunningVenue(config));
  }

  /**
   * Until somebody ends the process, or a fault does: then at once, as if it were killed, because
   * everything that was acknowledged is on the disk and nothing that came after the fault may be.
   */
  static void serve(RunningVenue venue) {
    Runtime.getRuntime().addShutdownHook(new Thread(venue::close, "stop"));
    System.out.printf(
        "VENUE READY trade=%d maker=%d drop=%d compl=%d admin=%d metrics=%d%n",
        venue.port(SessionKind.TRADE),
        venue.port(SessionKind.MAKER),
        venue.port(SessionKind.DROP),
        venue.port(SessionKind.COMPL),
        venue.adminPort(),
        venue.metricsPort());
    VenueFault fault = venue.awaitFault();
    System.err.println("the venue stops: " + fault.getMessage());
    Runtime.getRuntime().halt(EXIT_FAILED);
  }

  private static VenueConfig configuration(String[] args) {
    Optional<Path> file = Optional.empty();
    Map<String, String> overrides = new LinkedHashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      String value = i + 1 < args.length ? args[i + 1] : "";
      switch (args[i]) {
        case "--config" -> file = Optional.of(Path.of(value));
        case "--data" -> overrides.put("data", value);
        case "--set" -> set(overrides, value);
        default ->
            throw new ConfigException(
                "unknown argument "
                    + args[i]
                    + "; allowed: --config FILE, --data DIR, --set key=value");
      }
      if (value.isEmpty()) {
        throw new ConfigException(args[i] + " needs a value");
      }
    }
    return VenueConfig.load(file, System.getenv(), overrides);
  }

  private static void set(Map<String, String> overrides, String assignment) {
    int equals = assignment.indexOf('=');
    if (equals < 1) {
      throw new ConfigException("--set " + assignment + " is not key=value");
    }
    overrides.put(assignment.substring(0, equals), assignment.substring(equals + 1));
  }
}
