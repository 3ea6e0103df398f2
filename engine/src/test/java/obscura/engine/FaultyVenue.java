package obscura.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.TimeInForce;
import obscura.engine.config.VenueConfig;
import obscura.engine.core.JobOutcome;
import obscura.engine.core.OrderCommand.SubmitOrder;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.Stamp;
import obscura.engine.core.WorldCommand.RecordOutcome;

/** A venue process that answers a job of its own with an outcome of another kind. */
final class FaultyVenue {
  private FaultyVenue() {}

  public static void main(String[] args) throws Exception {
    RunningVenue venue =
        new RunningVenue(
            VenueConfig.load(
                Optional.empty(),
                Map.of(),
                Map.of(
                    "data",
                    Path.of(args[0]).toString(),
                    "fix.trade.port",
                    "0",
                    "fix.maker.port",
                    "0",
                    "fix.drop.port",
                    "0",
                    "fix.compl.port",
                    "0",
                    "admin.port",
                    "0",
                    "metrics.port",
                    "0")));
    venue.parties().suspend(1);
    venue
        .log()
        .submit(
            new SubmitOrder(
                new ParticipantId("DESK1"),
                new ClientId("o1"),
                new Stamp(Instant.now(), Optional.empty(), false),
                new Handle(1, 2, 3, 4),
                TimeInForce.DAY,
                Optional.empty(),
                PrivacyLevel.COMPLIANT,
                OrderNotes.NONE,
                Optional.empty()))
        .join();
    var _ = venue.log().submit(new RecordOutcome(1, new JobOutcome.Admitted(true)));
    Main.serve(venue);
  }
}
