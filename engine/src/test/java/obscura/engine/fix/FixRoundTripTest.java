package obscura.engine.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.PrivacyLevel;
import obscura.domain.RfqId;
import obscura.domain.TimeInForce;
import obscura.domain.TradeId;
import obscura.engine.core.ExecId;
import obscura.engine.core.Order;
import obscura.engine.core.OrderCommand.SubmitOrder;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderStatus;
import obscura.engine.core.ReportType;
import obscura.engine.core.RequestCommand.AcceptQuote;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.SessionCommand.RecordRefusal;
import obscura.engine.core.VenueEvent;
import obscura.engine.fix.inbound.FixInbound;
import obscura.engine.fix.inbound.Received;
import obscura.engine.fix.inbound.RequestTiming;
import obscura.engine.fix.outbound.FixOutbound;
import obscura.engine.fix.outbound.GatewayMemory;
import obscura.engine.port.Terms;
import obscura.engine.port.VenueFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import quickfix.FieldNotFound;
import quickfix.IncorrectTagValue;

/** A desk speaks, the core (played here by the test) decides, and the desk reads the answer. */
final class FixRoundTripTest {
  private static final Instant TEN = Instant.parse("2026-01-03T10:00:00Z");

  private final FakeLog log = new FakeLog();
  private final FakeSecrets secrets = new FakeSecrets();
  private final FakeOutbox outbox = new FakeOutbox();
  private final GatewayMemory memory = new GatewayMemory(InstantSource.fixed(TEN));
  private final FixInbound inbound =
      new FixInbound(
          RequestTiming.STANDARD,
          new FakeDirectory(),
          new FixInbound.Surroundings(secrets, log, outbox, level -> true),
          memory);
  private final FixOutbound outbound =
      new FixOutbound(
          new FakeDirectory(),
          new FixOutbound.Surroundings(
              secrets, log, outbox, participant -> {}, VenueFault::printStackTrace),
          memory);

  @AfterEach
  void close() {
    outbound.close();
  }

  private void say(String fields) {
    var received =
        new Received(
            FakeDirectory.DESK, false, Fix.message(fields), false, 7, TEN, Optional.empty());
    try {
      inbound.onMessage(received).toCompletableFuture().join();
    } catch (FieldNotFound | IncorrectTagValue malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  /** The core's event, and what the desk reads then. */
  private String told(VenueEvent event) {
    long position = outbound.finished() + 1;
    outbound.accept(position, event);
    await().until(() -> outbound.finished() == position);
    FakeOutbox.Sent last =
        outbox.sent().stream()
            .filter(sent -> sent.compId().equals("DESK1"))
            .reduce((first, second) -> second)
            .orElseThrow();
    Fix.accept(last.message());
    return last.body();
  }

  @Test
  void anOrderIsAcceptedAndFilledAndTheDeskReadsItsOwnValues() {
    say("35=D|11=a1|55=WETH-USDC|54=2|60=20260103-10:00:00.000|38=1.5|40=2|44=2000.01|");
    SubmitOrder command = (SubmitOrder) log.last();
    Order order =
        new Order(
            new OrderId(1),
            command.participant(),
            FakeDirectory.DESK_FIRM,
            command.clientId(),
            false,
            command.terms(),
            TimeInForce.DAY,
            Optional.empty(),
            command.privacy(),
            OrderStatus.ACTIVE,
            List.of(),
            command.notes(),
            List.of());
    assertThat(
            told(
                new OrderEvent.OrderReported(
                    TEN,
                    order,
                    ReportType.NEW,
                    new ExecId(1),
                    command.clientId(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty())))
        .contains("|11=a1|", "|38=1.5|", "|44=2000.01|54=2|55=WETH-USDC|", "|151=1.5|");
    Handle fill = secrets.put(new Terms(0, false, 1500, 200_002, 0, 0, Optional.empty()), "DESK1");
    assertThat(
            told(
                new OrderEvent.OrderFilled(
                    TEN, order.filled(fill, true), new ExecId(2), new TradeId(1))))
        .contains("|6=2000.02|", "|14=1.5|", "|31=2000.02|32=1.5|", "|39=2|", "|151=0|");
  }

  @Test
  void aRefusalAtTheGateRepeatsTheMessageWithoutHavingKeptItInTheLog() {
    say("35=D|11=a1|55=WETH-USDC|54=2|60=20260103-10:00:00.000|38=1.5|40=2|44=2000.015|");
    RecordRefusal command = (RecordRefusal) log.last();
    assertThat(command.toString()).doesNotContain("2000.015", "1.5", "WETH");
    assertThat(
            told(
                new OrderEvent.OrderRefused(
                    TEN,
                    command.participant(),
                    FakeDirectory.DESK_FIRM,
                    command.reference(),
                    Optional.empty(),
                    Optional.of(command.code()),
                    command.detail(),
                    new ExecId(1),
                    false,
                    command.ticket())))
        .contains("|39=8|", "|38=1.5|", "|44=2000.015|54=2|55=WETH-USDC|", "|58=401 price");
  }

  @Test
  void aTwoWayQuoteIsAcceptedWholeOnTheSideThatWasMeant() {
    Handle offer = secrets.put(new Terms(1, true, 700, 200_100, 0, 0, Optional.empty()), "DESK1");
    Handle bid = secrets.put(new Terms(1, false, 900, 199_900, 0, 0, Optional.empty()), "DESK1");
    assertThat(
            told(
                new RequestEvent.QuoteShown(
                    TEN,
                    FakeDirectory.DESK,
                    FakeDirectory.DESK_FIRM,
                    new RfqId(1),
                    new ClientId("r1"),
                    "Q9",
                    Optional.empty(),
                    Optional.of(offer),
                    Optional.of(bid),
                    TEN.plusSeconds(3),
                    Optional.of(PrivacyLevel.COMPLIANT))))
        .contains("|132=1999|133=2001|134=0.9|135=0.7|");
    say("35=D|11=a1|117=Q9|55=WETH-USDC|54=1|516=100|40=D|44=2001|60=20260103-10:00:00.000|");
    AcceptQuote buys = (AcceptQuote) log.last();
    say("35=D|11=a2|117=Q9|55=WETH-USDC|54=2|516=100|40=D|44=1999|60=20260103-10:00:00.000|");
    AcceptQuote sells = (AcceptQuote) log.last();
    assertThat(buys.buys()).isTrue();
    assertThat(secrets.get(buys.terms()).lots()).isEqualTo(700);
    assertThat(sells.buys()).isFalse();
    assertThat(secrets.get(sells.terms()).lots()).isEqualTo(900);
  }
}
