package obscura.engine.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import obscura.engine.core.AccessEvent.ParticipantChanged;
import obscura.engine.core.SessionCommand.CloseAllSessions;
import obscura.engine.core.SessionCommand.CloseSession;
import obscura.engine.core.SessionCommand.OpenSession;
import obscura.engine.fix.inbound.RequestTiming;
import obscura.engine.fix.session.GatewayConfig;
import obscura.engine.fix.session.LoggedOn;
import obscura.engine.fix.session.SessionKind;
import obscura.engine.fix.session.SessionView;
import obscura.engine.port.VenueFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The FIX side, wired. */
final class FixVenueTest {
  @Test
  void participantsGetTheirSessionsAndSessionsTheirCommands(@TempDir Path folder) {
    FakeLog log = new FakeLog();
    FakeDirectory directory = new FakeDirectory();
    GatewayConfig config = GatewayConfig.embedded(folder, new byte[32]).withFreePorts();
    try (FixVenue venue =
        new FixVenue(
            config,
            RequestTiming.STANDARD,
            new FixVenue.Ports(
                directory,
                new FakeSecrets(),
                log,
                level -> true,
                () -> 0,
                VenueFault::printStackTrace),
            InstantSource.system())) {
      directory
          .participants()
          .forEach(one -> venue.reports().accept(0, new ParticipantChanged(Instant.EPOCH, one)));
      await().until(() -> venue.gateway().sessions().size() == directory.participants().size());
      venue.start();
      venue.onLogon(new LoggedOn("DESK1", true, false));
      venue.onDisconnect("DESK1");
      assertThat(venue.gateway().port(SessionKind.TRADE)).isPositive();
      assertThat(venue.gateway().sessions())
          .extracting(SessionView::compId)
          .contains("DESK1", "MAKER1", "DROP1", "COMPL1");
      assertThat(log.commands)
          .containsExactly(
              new CloseAllSessions(),
              new OpenSession(FakeDirectory.DESK, true),
              new CloseSession(FakeDirectory.DESK));
      assertThat(venue.mayResetSequence("DESK1")).isTrue();
    }
  }
}
