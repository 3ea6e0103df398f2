package obscura.engine.whole;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import obscura.engine.RunningVenue;
import obscura.engine.config.VenueConfig;
import obscura.engine.fix.session.SessionKind;

/**
 * The whole venue on free ports, in this process, on a folder of the test's; of profile embedded if
 * nothing else is said.
 */
final class LocalVenue implements AutoCloseable {
  private final RunningVenue running;

  LocalVenue(Path data) throws IOException, InterruptedException {
    this(data, Map.of());
  }

  /** With settings that differ from the defaults. */
  LocalVenue(Path data, Map<String, String> more) throws IOException, InterruptedException {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("data", data.toString());
    for (String port :
        new String[] {"fix.trade", "fix.maker", "fix.drop", "fix.compl", "admin", "metrics"}) {
      settings.put(port + ".port", "0");
    }
    running = new RunningVenue(VenueConfig.load(Optional.empty(), Map.of(), settings));
  }

  int tradePort() {
    return running.port(SessionKind.TRADE);
  }

  int makerPort() {
    return running.port(SessionKind.MAKER);
  }

  int adminPort() {
    return running.adminPort();
  }

  int metricsPort() {
    return running.metricsPort();
  }

  /** A connected taker that has not logged on yet. */
  Line taker(String compId) throws IOException {
    return new Line(tradePort(), compId);
  }

  /** A connected maker that has not logged on yet. */
  Line maker(String compId) throws IOException {
    return new Line(makerPort(), compId);
  }

  /** A connected reader of drop copies or, as COMPL1, of compliance records. */
  Line reader(SessionKind kind, String compId) throws IOException {
    return new Line(running.port(kind), compId);
  }

  int port(SessionKind kind) {
    return running.port(kind);
  }

  void takeSnapshot() {
    running.takeSnapshot();
  }

  @Override
  public void close() {
    running.close();
  }
}
