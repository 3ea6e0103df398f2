package obscura.engine.adapter.admin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import obscura.engine.adapter.directory.DirectoryView;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.venue.VenueLimits;
import obscura.engine.port.ComplianceRecords;
import obscura.engine.port.OwnersNotes;
import obscura.engine.port.VenueFault;
import obscura.engine.sequencer.Sequencer;
import obscura.engine.sequencer.SequencerConfig;

/** A venue of log, core and admin endpoint; FIX sessions and drop copy are told, not real. */
final class AdminVenue implements AutoCloseable {
  final AuditTrail audit = new AuditTrail();
  final RecordedSessions sessions = new RecordedSessions();
  final ListedAccounts accounts = new ListedAccounts();
  final ToldParties parties = new ToldParties();
  final ToldSettlements settlements = new ToldSettlements();
  final AdminConfig config;
  final AdminEndpoint endpoint;
  private final Sequencer sequencer;

  AdminVenue(Path data) throws IOException, InterruptedException {
    config = AdminFiles.prepare(data);
    sequencer =
        new Sequencer(
            SequencerConfig.single(data.resolve("log"), false),
            VenueLimits.DEFAULT,
            List.of("audit"),
            VenueFault::printStackTrace);
    DirectoryView directory = new DirectoryView(participant -> {});
    endpoint =
        new AdminEndpoint(
            config,
            new AdminEndpoint.Surroundings(
                sequencer.log(),
                directory,
                sessions,
                AdminVenue::prepare,
                accounts,
                parties,
                settlements,
                settlements,
                OwnersNotes.none("book-entry")));
    sequencer.start(List.of(directory, audit, endpoint));
    endpoint.start();
  }

  void submit(VenueCommand command) throws Exception {
    sequencer.log().submit(command).get(20, TimeUnit.SECONDS);
  }

  private static ComplianceRecords.Reading prepare(Map<String, String> query) {
    if (query.containsKey("colour")) {
      throw new IllegalArgumentException("no records are found by 'colour'");
    }
    return (Consumer<String> line) -> {
      line.accept("{\"query\":\"" + query + "\"}");
      line.accept("{\"end\":true}");
    };
  }

  @Override
  public void close() {
    endpoint.close();
    sequencer.close();
  }
}
