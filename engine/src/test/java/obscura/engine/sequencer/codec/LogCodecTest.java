package obscura.engine.sequencer.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.ParticipantId;
import obscura.domain.PricingRule;
import obscura.domain.PrivacyLevel;
import obscura.domain.TimeInForce;
import obscura.engine.core.MakerAlias;
import obscura.engine.core.OperatorCommand;
import obscura.engine.core.OrderCommand;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.ParticipantKind;
import obscura.engine.core.RequestCommand;
import obscura.engine.core.SessionCommand;
import obscura.engine.core.Stamp;
import obscura.engine.core.VenueCommand;
import obscura.engine.core.VenueEvent;
import obscura.engine.core.venue.Venue;
import obscura.engine.core.venue.VenueLimits;
import obscura.engine.core.venue.VenueState;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class LogCodecTest {
  private static final Instant NOON = Instant.parse("2026-11-18T12:00:00.123Z");
  private static final ParticipantId DESK = new ParticipantId("DESK1");
  private static final ParticipantId MAKER = new ParticipantId("MAKER1");

  private final LogCodec codec = new LogCodec();

  private static List<VenueCommand> commands() {
    var stamp = new Stamp(NOON, Optional.of(7L), false);
    return List.of(
        new OperatorCommand.AddParticipant(
            op("1"), DESK, new FirmId("ALPHA"), ParticipantKind.TRADE, PrivacyLevel.COMPLIANT),
        new OperatorCommand.AddParticipant(
            op("2"), MAKER, new FirmId("MM"), ParticipantKind.MAKER, PrivacyLevel.COMPLIANT),
        new OperatorCommand.WhitelistMaker(op("3"), MAKER, true),
        new OperatorCommand.AddInstrument(
            op("4"),
            "WETH-USDC",
            "eip155:1",
            "eip155:1/erc20:0x0",
            new BigDecimal("0.01"),
            new BigDecimal("0.001"),
            PricingRule.MIDPOINT),
        new SessionCommand.OpenSession(DESK, true),
        new SessionCommand.OpenSession(MAKER, true),
        new RequestCommand.RequestQuotes(
            DESK,
            new ClientId("r1"),
            stamp,
            new Handle(1, -2, Long.MAX_VALUE, Long.MIN_VALUE),
            false,
            true,
            List.of(new MakerAlias(MAKER, new ClientId("a1"))),
            List.of(),
            Duration.ofMillis(500),
            Duration.ofSeconds(3),
            NOON.plusSeconds(60),
            PrivacyLevel.SHIELDED,
            Optional.of(NOON.plusMillis(500)),
            true),
        new OrderCommand.SubmitOrder(
            DESK,
            new ClientId("o1"),
            new Stamp(NOON, Optional.empty(), true),
            new Handle(1, 2, 3, 4),
            TimeInForce.GOOD_TILL_DATE,
            Optional.of(NOON.plusSeconds(99)),
            PrivacyLevel.TRANSPARENT,
            new OrderNotes("acc", "A", "jane", ""),
            Optional.of(NOON.plusSeconds(99))));
  }

  private static OperatorCommand.Operation op(String request) {
    return new OperatorCommand.Operation("test", request);
  }

  @Test
  void commandsComeBackAsTheyWere() {
    for (VenueCommand command : commands()) {
      byte[] bytes = codec.encode(command);
      assertThat(codec.command(new UnsafeBuffer(bytes), 0, bytes.length)).isEqualTo(command);
    }
  }

  @Test
  void eventsAndStateComeBackAsTheyWere() {
    Venue venue = new Venue(new VenueState(), VenueLimits.DEFAULT);
    VenueState state = new VenueState();
    Venue recorded = new Venue(state, VenueLimits.DEFAULT);
    for (VenueCommand command : commands()) {
      List<VenueEvent> events = venue.handle(NOON, command);
      assertThat(recorded.handle(NOON, command)).isEqualTo(events);
      for (VenueEvent event : events) {
        byte[] bytes = codec.encode(event);
        assertThat(codec.event(new UnsafeBuffer(bytes), 0, bytes.length)).isEqualTo(event);
      }
    }
    byte[] snapshot = codec.encode(state);
    VenueState again = codec.state(new UnsafeBuffer(snapshot), 0, snapshot.length);
    assertThat(codec.encode(again)).isEqualTo(snapshot);
    VenueCommand next = new SessionCommand.CloseAllSessions();
    assertThat(new Venue(again, VenueLimits.DEFAULT).handle(NOON.plusSeconds(1), next))
        .isNotEmpty()
        .isEqualTo(venue.handle(NOON.plusSeconds(1), next));
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] bytes = codec.encode(commands().get(6));
    for (int length = 0; length < bytes.length; length++) {
      int cut = length;
      assertThatThrownBy(() -> codec.command(new UnsafeBuffer(bytes), 0, cut))
          .isInstanceOf(CodecException.class);
    }
  }
}
