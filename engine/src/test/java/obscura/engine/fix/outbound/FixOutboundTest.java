package obscura.engine.fix.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import obscura.domain.ClientId;
import obscura.domain.FirmId;
import obscura.domain.Handle;
import obscura.domain.OrderId;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.QuoteId;
import obscura.domain.RfqId;
import obscura.domain.SettlementState;
import obscura.domain.TimeInForce;
import obscura.domain.TradeId;
import obscura.domain.VenueCode;
import obscura.engine.core.AccessEvent;
import obscura.engine.core.CancelRefusal;
import obscura.engine.core.ChainFacts;
import obscura.engine.core.ExecId;
import obscura.engine.core.Order;
import obscura.engine.core.OrderCommand.ResolveMassCancel;
import obscura.engine.core.OrderEvent;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.OrderStatus;
import obscura.engine.core.Participant;
import obscura.engine.core.ReportType;
import obscura.engine.core.RequestEvent;
import obscura.engine.core.RequestEvent.MakerRelease;
import obscura.engine.core.RequestEvent.QuoteStatus;
import obscura.engine.core.RequestEvent.RequestEnd;
import obscura.engine.core.StandingEvent;
import obscura.engine.core.Trade;
import obscura.engine.core.TradeEvent;
import obscura.engine.core.VenueEvent;
import obscura.engine.fix.FakeDirectory;
import obscura.engine.fix.FakeLog;
import obscura.engine.fix.FakeOutbox;
import obscura.engine.fix.FakeOutbox.Sent;
import obscura.engine.fix.FakeSecrets;
import obscura.engine.fix.Fix;
import obscura.engine.port.Secrets;
import obscura.engine.port.Terms;
import obscura.engine.port.VenueFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of orders and requests is told in messages that a stock engine accepts. */
final class FixOutboundTest {
  private static final Instant TEN = Instant.parse("2026-01-03T10:00:00Z");
  private static final ParticipantId DESK = FakeDirectory.DESK;
  private static final ParticipantId MAKER = FakeDirectory.MAKER;
  private static final FirmId ALPHA = FakeDirectory.DESK_FIRM;
  private static final FirmId BETA = FakeDirectory.MAKER_FIRM;
  private static final ExecId X1 = new ExecId(1);

  private final FakeSecrets secrets = new FakeSecrets();
  private final FakeLog log = new FakeLog();
  private final FakeOutbox outbox = new FakeOutbox();
  private final GatewayMemory memory = new GatewayMemory(InstantSource.fixed(TEN));
  private final List<Participant> admitted = new ArrayList<>();
  private final List<VenueFault> faults = new CopyOnWriteArrayList<>();
  private final AtomicReference<String> unusable = new AtomicReference<>("");
  private final FixOutbound outbound = start();

  private FixOutbound start() {
    return new FixOutbound(
        new FakeDirectory(),
        new FixOutbound.Surroundings(secrets, log, outbox, this::admit, faults::add),
        memory);
  }

  private void admit(Participant participant) {
    if (!unusable.get().isEmpty()) {
      throw new UncheckedIOException(unusable.get(), new IOException());
    }
    admitted.add(participant);
  }

  @AfterEach
  void close() {
    outbound.close();
  }

  private List<Sent> tell(VenueEvent... events) {
    long before = outbound.finished();
    int sent = outbox.sent().size();
    for (int i = 0; i < events.length; i++) {
      outbound.accept(before + i + 1, events[i]);
    }
    await().until(() -> outbound.finished() == before + events.length);
    List<Sent> told = outbox.sent().subList(sent, outbox.sent().size());
    told.forEach(one -> Fix.accept(one.message()));
    return told;
  }

  private static Terms terms(boolean sells, long lots, long ticks) {
    return new Terms(1, sells, lots, ticks, 0, 0, Optional.empty());
  }

  private static Terms fill(long lots, long ticks) {
    return new Terms(0, false, lots, ticks, 0, 0, Optional.empty());
  }

  private Order order(OrderStatus status, Handle... fills) {
    return new Order(
        new OrderId(35),
        DESK,
        ALPHA,
        new ClientId("a1"),
        false,
        secrets.put(new Terms(1, false, 3000, 200_001, 500, 0, Optional.empty()), DESK.value()),
        TimeInForce.GOOD_TILL_DATE,
        Optional.of(TEN.plusSeconds(60)),
        PrivacyLevel.COMPLIANT,
        status,
        List.of(fills),
        new OrderNotes("ACC", "A", "", ""),
        List.of());
  }

  private Order quoted(OrderStatus status) {
    Order order = order(status);
    return new Order(
        order.id(),
        DESK,
        ALPHA,
        order.clientId(),
        true,
        order.terms(),
        TimeInForce.FILL_OR_KILL,
        Optional.empty(),
        order.privacy(),
        status,
        List.of(),
        OrderNotes.NONE,
        List.of());
  }

  private static OrderEvent.OrderReported reported(
      Order order, ReportType type, Optional<VenueCode> code) {
    return new OrderEvent.OrderReported(
        TEN,
        order,
        type,
        X1,
        new ClientId("c1"),
        Optional.of(new ClientId("a1")),
        code,
        Optional.empty());
  }

  @Test
  void aNewOrderIsReportedToItsOwnerAndCopiedToItsBackOffice() {
    List<Sent> told =
        tell(
            new OrderEvent.OrderReported(
                TEN,
                order(OrderStatus.ACTIVE),
                ReportType.NEW,
                X1,
                new ClientId("a1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    assertThat(told).extracting(Sent::compId).containsExactly("DESK1", "DROP1");
    assertThat(told.get(0).body())
        .isEqualTo(
            "35=8|1=ACC|6=0|11=a1|14=0|17=X1|37=OZ|38=3|39=0|40=2|44=2000.01|54=1|55=WETH-USDC"
                + "|59=6|60=20260103-10:00:00.000|110=0.5|126=20260103-10:01:00.000|150=0|151=3"
                + "|528=A|");
    assertThat(told.get(1).body()).contains("35=8|115=DESK1|", "|797=Y|", "|17=X1|");
  }

  @Test
  void aFillTellsQuantitiesAndTheMeanPriceOfAllFills() {
    Order order =
        order(
            OrderStatus.PARTIALLY_FILLED,
            secrets.put(fill(1000, 200_000), "DESK1"),
            secrets.put(fill(500, 200_001), "DESK1"));
    assertThat(tell(new OrderEvent.OrderFilled(TEN, order, X1, new TradeId(5))).getFirst().body())
        .contains(
            "|6=2000.003333333333333333|",
            "|14=1.5|",
            "|31=2000.01|32=0.5|",
            "|39=1|",
            "|150=F|",
            "|151=1.5|",
            "|527=T5|");
  }

  @Test
  void everyOtherReportOfAnOrderIsAcceptedByAStockEngine() {
    Order active = order(OrderStatus.ACTIVE);
    List<Sent> told =
        tell(
            reported(
                order(OrderStatus.CANCELLED),
                ReportType.CANCELLED,
                Optional.of(VenueCode.CANCEL_ON_DISCONNECT)),
            reported(
                order(OrderStatus.CANCELLED),
                ReportType.CANCELLED,
                Optional.of(VenueCode.OPERATOR)),
            reported(active, ReportType.REPLACED, Optional.empty()),
            reported(active, ReportType.PENDING_CANCEL, Optional.empty()),
            reported(active, ReportType.PENDING_REPLACE, Optional.empty()),
            reported(order(OrderStatus.EXPIRED), ReportType.EXPIRED, Optional.empty()),
            reported(active, ReportType.RESTATED, Optional.of(VenueCode.HALTED)),
            reported(active, ReportType.STATUS, Optional.empty()),
            reported(quoted(OrderStatus.ACTIVE), ReportType.NEW, Optional.empty()));
    assertThat(own(told))
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .contains("|39=4|", "|58=901 cancel on disconnect|", "|378=4|", "|151=0|"),
            one -> assertThat(one).contains("|378=8|", "|58=902 "),
            one -> assertThat(one).contains("|150=5|", "|39=0|", "|41=a1|", "|11=c1|"),
            one -> assertThat(one).contains("|150=6|", "|39=6|", "|151=3|"),
            one -> assertThat(one).contains("|150=E|", "|39=E|"),
            one -> assertThat(one).contains("|150=C|", "|39=C|"),
            one -> assertThat(one).contains("|150=D|", "|378=6|", "|39=0|"),
            one -> assertThat(one).contains("|150=I|"),
            one -> assertThat(one).contains("|40=D|", "|59=4|"));
  }

  private static List<String> own(List<Sent> told) {
    return told.stream().filter(sent -> !sent.compId().equals("DROP1")).map(Sent::body).toList();
  }

  @Test
  void refusalsSayWhyAndRepeatWhatWasEntered() {
    Handle wrong =
        secrets.put(new Terms(1, true, 1000, 5, 0, 0, Optional.of(VenueCode.MIN_QTY)), "DESK1");
    long ticket = memory.ticket(new Echo(9, Map.of(55, "DOGE-USDC", 54, "2", 38, "4")));
    List<Sent> told =
        tell(
            refused(Optional.of(wrong), Optional.empty(), 0),
            refused(Optional.empty(), Optional.of(VenueCode.UNKNOWN_SYMBOL), ticket),
            refused(Optional.empty(), Optional.of(VenueCode.UNKNOWN_SYMBOL), ticket),
            refused(Optional.empty(), Optional.of(VenueCode.THROTTLE_ORDERS), 0),
            refused(Optional.empty(), Optional.of(VenueCode.DUPLICATE_ID), 0));
    assertThat(own(told))
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .contains("|38=1|", "|54=2|55=WETH-USDC|", "|58=403 MinQty above OrderQty; d|"),
            one -> assertThat(one).contains("|38=4|", "|54=2|55=DOGE-USDC|", "|103=1|"),
            one -> assertThat(one).contains("|54=7|55=[N/A]|").doesNotContain("|38="),
            one -> assertThat(one).contains("|39=8|", "|103=3|", "|150=8|"),
            one -> assertThat(one).contains("|103=6|", "|58=407 duplicate ClOrdID"));
  }

  private static OrderEvent.OrderRefused refused(
      Optional<Handle> terms, Optional<VenueCode> code, long ticket) {
    return new OrderEvent.OrderRefused(TEN, DESK, ALPHA, "a1", terms, code, "d", X1, false, ticket);
  }

  @Test
  void cancelRejectsMassAnswersAndBusinessRejects() {
    Order open = order(OrderStatus.ACTIVE);
    long ticket = memory.ticket(new Echo(9, Map.of()));
    List<Sent> told =
        tell(
            new OrderEvent.CancelRefused(
                TEN,
                DESK,
                ALPHA,
                "c1",
                "a1",
                false,
                Optional.of(open),
                CancelRefusal.TOO_LATE,
                Optional.of(VenueCode.LOCKED_IN_MATCH),
                Optional.empty(),
                ""),
            new OrderEvent.CancelRefused(
                TEN,
                DESK,
                ALPHA,
                "c1",
                "a9",
                true,
                Optional.empty(),
                CancelRefusal.UNKNOWN_ORDER,
                Optional.of(VenueCode.UNKNOWN_ORDER),
                Optional.empty(),
                ""),
            new OrderEvent.MassCancelAnswered(
                TEN, DESK, ALPHA, "m1", false, 2, X1, Optional.empty()),
            new OrderEvent.MassCancelAnswered(
                TEN, DESK, ALPHA, "m1", true, 0, X1, Optional.of(VenueCode.UNKNOWN_SYMBOL)),
            new OrderEvent.OrdersReported(TEN, DESK, "s1", List.of(open, open), X1),
            new OrderEvent.OrdersReported(TEN, DESK, "s2", List.of(), X1),
            new OrderEvent.OrderUnknown(TEN, DESK, new ClientId("a7"), Optional.of("h1"), X1),
            new OrderEvent.MessageRefused(
                TEN, DESK, ALPHA, "p1", VenueCode.UNSUPPORTED_TYPE, "AJ 694 must be 6", ticket),
            new OrderEvent.MessageRefused(
                TEN, DESK, ALPHA, "", VenueCode.THROTTLE_ALL, "q retry after 5 ms", 77));
    assertThat(own(told))
        .satisfiesExactly(
            one -> assertThat(one).contains("35=9|", "|37=OZ|", "|102=0|", "|434=1|", "|39=0|"),
            one -> assertThat(one).contains("|37=NONE|", "|102=1|", "|434=2|", "|39=8|"),
            one -> assertThat(one).contains("35=r|", "|530=7|531=7|533=2|"),
            one -> assertThat(one).contains("|530=1|531=0|532=1|"),
            one -> assertThat(one).contains("|17=X1-0|", "|584=s1|").doesNotContain("912="),
            one -> assertThat(one).contains("|17=X1-1|", "|911=2|912=Y|"),
            one -> assertThat(one).contains("|37=NONE|", "|39=8|", "|103=5|", "|584=s2|"),
            one -> assertThat(one).contains("|37=NONE|", "|790=h1|", "|11=a7|"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "35=j|45=9|58=405 unsupported order type or TIF; AJ 694 must be 6"
                            + "|372=AJ|379=p1|380=3|"),
            one -> assertThat(one).contains("|372=q|380=4|").doesNotContain("|45="));
  }

  @Test
  void aMassCancelOfOneInstrumentIsResolvedByWhoRemembersIt() {
    Order weth = order(OrderStatus.ACTIVE);
    Handle inSol = secrets.put(new Terms(2, false, 1, 1, 0, 0, Optional.empty()), "DESK1");
    Order sol = weth.replaced(new ClientId("b1"), inSol, Optional.empty());
    memory.scope(DESK, "m1", 1);
    tell(
        new OrderEvent.MassCancelScoped(TEN, DESK, new ClientId("m1"), List.of(sol, weth)),
        new OrderEvent.MassCancelScoped(TEN, DESK, new ClientId("m2"), List.of(sol, weth)));
    assertThat(log.commands)
        .isEqualTo(
            List.of(
                new ResolveMassCancel(DESK, new ClientId("m1"), List.of(weth.id()), false),
                new ResolveMassCancel(DESK, new ClientId("m2"), List.of(), true)));
    var refused =
        new OrderEvent.MassCancelAnswered(
            TEN, DESK, ALPHA, "m2", true, 0, X1, Optional.of(VenueCode.OUTSIDE_SESSION));
    assertThat(own(tell(refused)))
        .satisfiesExactly(one ->
            assertThat(one)
                .contains("|58=103 outside the session; the venue restarted", "|530=1|531=0|"));
  }

  @Test
  void aRequestIsToldToBothEnds() {
    Handle request = secrets.put(terms(true, 2000, 0), "DESK1", "MAKER1");
    Handle best = secrets.put(new Terms(1, false, 2000, 199_950, 0, 25, Optional.empty()), "DESK1");
    RfqId rfq = new RfqId(3);
    ClientId r1 = new ClientId("r1");
    ClientId alias = new ClientId("x1");
    List<Sent> told =
        tell(
            new RequestEvent.RequestOpened(TEN, DESK, ALPHA, rfq, r1, request),
            new RequestEvent.MakerAsked(
                TEN,
                MAKER,
                BETA,
                rfq,
                alias,
                request,
                false,
                PrivacyLevel.COMPLIANT,
                TEN.plusSeconds(2),
                TEN.plusSeconds(5),
                false),
            new RequestEvent.QuoteShown(
                TEN,
                DESK,
                ALPHA,
                rfq,
                r1,
                "Q9",
                Optional.of(best),
                Optional.empty(),
                Optional.empty(),
                TEN.plusSeconds(3),
                Optional.of(PrivacyLevel.COMPLIANT)),
            released(MakerRelease.DONE_AWAY, request),
            released(MakerRelease.EXPIRED, request),
            released(MakerRelease.REMOVED, request),
            ended(RequestEnd.NO_QUOTE, request),
            ended(RequestEnd.CANCELLED, request),
            ended(RequestEnd.HALTED, request),
            new RequestEvent.MakerPassed(TEN, MAKER, BETA, rfq, alias));
    assertThat(own(told))
        .satisfiesExactly(
            one -> assertThat(one).contains("35=AI|", "|117=NONE|131=r1|", "|297=10|"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "35=R|131=x1|146=1|55=WETH-USDC|303=2|537=1|54=2|38=2"
                            + "|62=20260103-10:00:05.000|126=20260103-10:00:02.000"
                            + "|60=20260103-10:00:00.000|"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "35=S|12=0.25|13=2|55=WETH-USDC|60=20260103-10:00:00.000"
                            + "|62=20260103-10:00:03.000|117=Q9|131=r1|132=1999.5|134=2|537=1|"),
            one -> assertThat(one).contains("35=AJ|", "|117=q1|", "|693=Q4|694=5|"),
            one -> assertThat(one).contains("35=AJ|", "|694=3|"),
            one -> assertThat(one).contains("35=AI|", "|297=6|", "|131=x1|"),
            one -> assertThat(one).contains("35=AG|", "|131=r1|658=10|", "146=1|55=WETH-USDC|"),
            one -> assertThat(one).contains("|297=4|", "|117=Q9|"),
            one -> assertThat(one).contains("|297=6|", "|58=102 "));
  }

  private static RequestEvent.MakerReleased released(MakerRelease release, Handle request) {
    return new RequestEvent.MakerReleased(
        TEN, MAKER, BETA, new RfqId(3), new ClientId("x1"), "q1", release, request, new QuoteId(4));
  }

  private static RequestEvent.RequestEnded ended(RequestEnd end, Handle request) {
    return ended(end, request, Optional.empty());
  }

  private static RequestEvent.RequestEnded ended(
      RequestEnd end, Handle request, Optional<Handle> available) {
    return new RequestEvent.RequestEnded(
        TEN,
        DESK,
        ALPHA,
        new RfqId(3),
        new ClientId("r1"),
        Optional.of("Q9"),
        end,
        request,
        available);
  }

  @Test
  void composedTermsAndWhatDoesNotCoverARequestAreToldInWords() {
    Handle request = secrets.put(terms(false, 3000, 0), "DESK1", "MAKER1");
    Handle composed =
        secrets.put(new Terms(1, true, 3000, 200_055, 0, 4, Optional.empty(), 2), "DESK1");
    Handle one = secrets.put(new Terms(1, true, 3000, 200_055, 0, 0, Optional.empty(), 1), "DESK1");
    Handle available = secrets.put(new Terms(1, true, 1250, 0, 0, 0, Optional.empty()), "DESK1");
    List<Sent> told =
        tell(
            new RequestEvent.MakerAsked(
                TEN,
                MAKER,
                BETA,
                new RfqId(3),
                new ClientId("x1"),
                request,
                false,
                PrivacyLevel.COMPLIANT,
                TEN.plusSeconds(2),
                TEN.plusSeconds(5),
                true),
            shown(composed),
            shown(one),
            ended(RequestEnd.NOT_COVERED, request, Optional.of(available)));
    assertThat(own(told))
        .satisfiesExactly(
            text ->
                assertThat(text)
                    .contains("|58=may be split: less than asked may be quoted, and less than"),
            text ->
                assertThat(text)
                    .contains("35=S|", "|12=0.04|13=2|", "|133=2000.55|135=3|")
                    .contains("|58=from 2 makers|"),
            text -> assertThat(text).contains("|58=from 1 maker|").doesNotContain("|12="),
            text ->
                assertThat(text)
                    .contains("35=AG|", "|658=99|")
                    .contains("|58=314 not enough offered; 1.25 of 3 offered|"));
    assertThat(own(told)).noneMatch(text -> text.contains("|200"));
  }

  private static RequestEvent.QuoteShown shown(Handle terms) {
    return new RequestEvent.QuoteShown(
        TEN,
        DESK,
        ALPHA,
        new RfqId(3),
        new ClientId("r1"),
        "Q" + terms.d(),
        Optional.of(terms),
        Optional.empty(),
        Optional.empty(),
        TEN.plusSeconds(3),
        Optional.of(PrivacyLevel.COMPLIANT));
  }

  @Test
  void quoteAndRequestAnswersSayWhy() {
    Handle wrong =
        secrets.put(
            new Terms(1, true, 1000, 5, 0, 0, Optional.of(VenueCode.WRONG_SIDE_OR_SIZE)),
            "MAKER1",
            "DESK1");
    List<Sent> told =
        tell(
            new RequestEvent.QuoteReported(
                TEN,
                MAKER,
                BETA,
                "q1",
                Optional.of(new ClientId("x1")),
                List.of(wrong),
                QuoteStatus.REJECTED,
                Optional.empty(),
                "",
                0),
            new RequestEvent.QuoteReported(
                TEN,
                MAKER,
                BETA,
                "q1",
                Optional.empty(),
                List.of(),
                QuoteStatus.REJECTED,
                Optional.of(VenueCode.THROTTLE_QUOTES),
                "retry after 5 ms",
                0),
            new RequestEvent.RequestRefused(
                TEN, DESK, ALPHA, "r1", 99, Optional.empty(), Optional.of(wrong), "", 0),
            new RequestEvent.RequestRefused(
                TEN,
                DESK,
                ALPHA,
                "r1",
                3,
                Optional.of(VenueCode.THROTTLE_REQUESTS),
                Optional.empty(),
                "",
                0),
            new RequestEvent.QuoteStatusAnswered(
                TEN,
                DESK,
                "r1",
                true,
                QuoteStatus.EXPIRED,
                Optional.of(RequestEnd.EXPIRED),
                Optional.of(wrong)),
            new RequestEvent.QuoteStatusAnswered(
                TEN, DESK, "q7", false, QuoteStatus.NOT_FOUND, Optional.empty(), Optional.empty()));
    assertThat(own(told))
        .satisfiesExactly(
            one -> assertThat(one).contains("|58=313 ", "|297=5|", "|55=WETH-USDC|"),
            one -> assertThat(one).contains("|58=804 ", "|55=[N/A]|"),
            one -> assertThat(one).contains("35=AG|", "|58=313 ", "|658=99|"),
            one -> assertThat(one).contains("|658=3|", "|55=[N/A]|"),
            one -> assertThat(one).contains("|117=NONE|131=r1|", "|649=r1|", "|297=7|"),
            one -> assertThat(one).contains("|117=q7|", "|297=9|"));
  }

  private Trade trade(PrivacyLevel privacy) {
    Handle fill = secrets.put(fill(2000, 199_950), "DESK1", "MAKER1", Secrets.COMPLIANCE);
    Handle accept = secrets.put(terms(true, 2000, 0), "DESK1", Secrets.COMPLIANCE);
    Handle quote = secrets.put(terms(false, 2000, 199_950), "MAKER1", Secrets.COMPLIANCE);
    return new Trade(
        new TradeId(5),
        TEN,
        fill,
        privacy,
        Optional.of(new RfqId(3)),
        List.of(
            new Trade.Leg(DESK, ALPHA, new OrderId(1), new ClientId("a1"), accept, new ExecId(8)),
            new Trade.Leg(MAKER, BETA, new OrderId(2), new ClientId("q1"), quote, new ExecId(9))),
        SettlementState.MATCHED,
        0,
        0);
  }

  @Test
  void aTradeIsCapturedForEachSideAndReplacedAsItSettles() {
    Trade trade = trade(PrivacyLevel.COMPLIANT);
    List<Sent> told =
        tell(
            new TradeEvent.TradeAgreed(TEN, trade),
            new TradeEvent.SettlementAdvanced(
                TEN, trade.settled(SettlementState.FINAL, 0, Optional.empty())));
    assertThat(told)
        .extracting(Sent::compId)
        .containsExactly("DESK1", "DROP1", "MAKER1", "DESK1", "DROP1", "MAKER1");
    assertThat(told.get(0).body())
        .isEqualTo(
            "35=AE|17=X8|31=1999.5|32=2|55=WETH-USDC|60=20260103-10:00:00.000|75=20260103|150=F"
                + "|487=0|570=N|571=T5-0|856=0|880=T5"
                + "|552=1|54=2|37=O1|11=a1|58=matched|");
    assertThat(told.get(2).body()).contains("|552=1|54=1|37=O2|11=q1|").doesNotContain("ALPHA");
    assertThat(told.get(5).body()).contains("|487=2|", "rail: final|", "|571=T5-1|572=T5-0|");
  }

  @Test
  void theReportSaysWhereAChainHasTheTrade() {
    ChainFacts facts = new ChainFacts("evm:31337", "0xab12", 12, 1, 3);
    Trade trade = trade(PrivacyLevel.COMPLIANT);
    List<Sent> told =
        tell(
            new TradeEvent.SettlementAdvanced(
                TEN, trade.settled(SettlementState.INCLUDED, 0, Optional.of(facts))));
    assertThat(told.get(0).body())
        .contains("|58=evm:31337: included, not final, block 12, 1 of 3 confirmations, tx 0xab12|");
  }

  @Test
  void aTransparentTradeNamesTheContraAndComplianceSeesBothSides() {
    List<Sent> told = tell(new TradeEvent.TradeAgreed(TEN, trade(PrivacyLevel.TRANSPARENT)));
    assertThat(told).extracting(Sent::compId).containsExactly("DESK1", "DROP1", "MAKER1", "COMPL1");
    assertThat(told.get(0).body()).contains("|453=1|448=BETA|447=D|452=17|");
    assertThat(told.get(3).body()).contains("|552=2|54=2|", "|448=ALPHA|", "|448=MAKER1|");
  }

  @Test
  void whatThePartiesRefuseToComplianceIsStillToldToBothSides() {
    Trade open = trade(PrivacyLevel.TRANSPARENT);
    Trade closed =
        new Trade(
            open.id(),
            TEN,
            secrets.put(fill(2000, 199_950), "DESK1", "MAKER1"),
            open.privacy(),
            open.rfq(),
            open.sides(),
            open.settlement(),
            0,
            0);
    assertThat(tell(new TradeEvent.TradeAgreed(TEN, closed)))
        .extracting(Sent::compId)
        .containsExactly("DESK1", "DROP1", "MAKER1");
  }

  @Test
  void aBustedTradeNamesTheFillThatIsGoneAndHowTheOrderStandsWithoutIt() {
    Trade failed =
        trade(PrivacyLevel.COMPLIANT).settled(SettlementState.FAILED, 8, Optional.empty());
    Order partly =
        order(OrderStatus.PARTIALLY_FILLED, secrets.put(fill(500, 200_001), "DESK1"), failed.fill())
            .busted(failed.fill());
    Order filled = quoteOf(failed.sides().get(1), failed.fill()).busted(failed.fill());
    var bust =
        new TradeEvent.TradeBusted(
            TEN, failed, new ExecId(10), new ExecId(11), List.of(partly, filled));
    assertThat(own(tell(bust)))
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .contains(
                        "|6=2000.01|",
                        "|14=0.5|",
                        "|17=XA|19=X8|",
                        "|31=1999.5|32=2|",
                        "|38=3|39=1|",
                        "|150=H|151=0.5|",
                        "deadline passed|"),
            one ->
                assertThat(one)
                    .contains("|6=0|", "|14=0|", "|17=XB|19=X9|", "|38=2|39=4|", "|151=0|"));
  }

  private static Order quoteOf(Trade.Leg leg, Handle fill) {
    return new Order(
            leg.order(),
            leg.participant(),
            leg.firm(),
            leg.clientId(),
            true,
            leg.terms(),
            TimeInForce.FILL_OR_KILL,
            Optional.empty(),
            PrivacyLevel.COMPLIANT,
            OrderStatus.ACTIVE,
            List.of(),
            OrderNotes.NONE,
            List.of())
        .filled(fill, true);
  }

  @Test
  void whatABustTookDoesNotCountInLaterReportsEither() {
    Handle gone = secrets.put(fill(1000, 200_000), "DESK1");
    Order order =
        order(OrderStatus.PARTIALLY_FILLED, gone, secrets.put(fill(500, 200_001), "DESK1"))
            .busted(gone);
    assertThat(own(tell(reported(order, ReportType.STATUS, Optional.empty()))))
        .satisfiesExactly(
            one -> assertThat(one).contains("|6=2000.01|", "|14=0.5|", "|39=1|", "|151=1.5|"));
    Order only = order(OrderStatus.PARTIALLY_FILLED, gone).busted(gone);
    assertThat(own(tell(reported(only, ReportType.STATUS, Optional.empty()))))
        .satisfiesExactly(one -> assertThat(one).contains("|14=0|", "|39=0|", "|151=2|"));
  }

  @Test
  void aQuoteOfAWrongSizeHears313WhereAnAcceptHears305() {
    Handle small =
        secrets.put(
            new Terms(1, true, 1000, 5, 0, 0, Optional.of(VenueCode.SIZE_DIFFERS)),
            "MAKER1",
            "DESK1");
    List<Sent> told =
        tell(
            new RequestEvent.QuoteReported(
                TEN,
                MAKER,
                BETA,
                "q1",
                Optional.of(new ClientId("x1")),
                List.of(small),
                QuoteStatus.REJECTED,
                Optional.empty(),
                "",
                0),
            new OrderEvent.OrderRefused(
                TEN, DESK, ALPHA, "a1", Optional.of(small), Optional.empty(), "", X1, true, 0));
    assertThat(own(told))
        .satisfiesExactly(
            one -> assertThat(one).contains("35=AI|", "|58=313 "),
            one -> assertThat(one).contains("35=8|", "|58=305 "));
  }

  @Test
  void haltsAndOutagesAreToldToAllWhoTrade() {
    List<Sent> told =
        tell(
            new AccessEvent.InstrumentChanged(TEN, FakeDirectory.WETH, true),
            new AccessEvent.TradingSwitched(TEN, true),
            new AccessEvent.EngineChanged(TEN, false),
            new AccessEvent.AlertRaised(TEN, AccessEvent.AlertKind.WASH_TRADE, DESK, "T5"));
    assertThat(told).hasSize(10);
    assertThat(told.get(0).body()).contains("35=f|", "|326=2|");
    assertThat(told.get(3).body()).contains("35=h|", "336=DAY|340=1|");
    assertThat(told.get(6).body()).contains("35=B|", "148=CONFIDENTIAL ENGINE NOT AVAILABLE|");
    assertThat(told.get(9).compId()).isEqualTo("COMPL1");
  }

  @Test
  void whileThePartiesAreAwayItWaitsAndThenTellsInOrder() {
    Order first = order(OrderStatus.ACTIVE);
    secrets.revealsToFail.set(3);
    List<Sent> told =
        tell(
            reported(first, ReportType.NEW, Optional.empty()),
            reported(first, ReportType.STATUS, Optional.empty()));
    assertThat(own(told))
        .satisfiesExactly(
            one -> assertThat(one).contains("|150=0|"), one -> assertThat(one).contains("|150=I|"));
  }

  @Test
  void whatASessionHasAlreadyIsNotToldAgainAndWhatCouldNotBeStoredIs() {
    outbox.alreadySent("DESK1", 1L << FixOutbound.PARTS_BITS);
    outbox.storesToFail.set(2);
    Order open = order(OrderStatus.ACTIVE);
    List<Sent> told =
        tell(
            reported(open, ReportType.NEW, Optional.empty()),
            new OrderEvent.OrdersReported(TEN, DESK, "s1", List.of(open, open), X1));
    assertThat(told)
        .extracting(Sent::compId, Sent::key)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("DROP1", 1L << 20),
            org.assertj.core.groups.Tuple.tuple("DESK1", 2L << 20),
            org.assertj.core.groups.Tuple.tuple("DESK1", (2L << 20) + 1));
  }

  @Test
  void aReportThatCannotBeWrittenStopsTheVenueAndIsNotPassedOver() {
    Order unreadable = quoted(OrderStatus.ACTIVE);
    Handle others = secrets.put(fill(2000, 199_950), "MAKER1");
    Order open = order(OrderStatus.ACTIVE, others);
    outbound.accept(1, reported(unreadable, ReportType.NEW, Optional.empty()));
    outbound.accept(2, reported(open, ReportType.NEW, Optional.empty()));
    outbound.accept(3, reported(unreadable, ReportType.STATUS, Optional.empty()));
    await().until(() -> !faults.isEmpty());
    assertThat(faults)
        .singleElement()
        .extracting(VenueFault::getMessage)
        .isEqualTo("event 2 (OrderReported) cannot be told: java.lang.IllegalStateException");
    assertThat(outbound.finished()).isEqualTo(1);
    assertThat(outbox.sent()).allMatch(one -> one.key() < 2L << FixOutbound.PARTS_BITS);
  }

  @Test
  void aSessionFileThatCannotBeUsedStopsTheVenue() {
    unusable.set("the session file DESK1.session is damaged");
    outbound.accept(
        0,
        new AccessEvent.ParticipantChanged(
            TEN, new FakeDirectory().participant(DESK).orElseThrow()));
    await().until(() -> !faults.isEmpty());
    assertThat(faults.getFirst())
        .hasMessage(
            "the session of DESK1 cannot be used: the session file DESK1.session is damaged");
  }

  @Test
  void participantsToldAtTheStartGetASessionAndNoMessage() {
    Participant desk = new FakeDirectory().participant(DESK).orElseThrow();
    outbound.accept(0, new AccessEvent.ParticipantChanged(TEN, desk));
    outbound.accept(0, new AccessEvent.InstrumentChanged(TEN, FakeDirectory.WETH, false));
    assertThat(tell(reported(order(OrderStatus.ACTIVE), ReportType.NEW, Optional.empty())))
        .hasSize(2);
    assertThat(admitted).containsExactly(desk);
  }

  @Test
  void atLogonAClientHearsOfTheThrottles() {
    outbound.greet("DESK1", false, "throttles: all 200/s");
    Sent greeting = outbox.sent().getFirst();
    Fix.accept(greeting.message());
    assertThat(greeting.body()).isEqualTo("35=h|58=throttles: all 200/s|336=DAY|340=2|");
  }

  @Test
  void theStockEngineWouldRefuseAVenueFieldOrAGroupOutOfOrder() {
    var venueField = new Draft("8").put(20040, 407).message();
    var missing = new Draft("AJ").put(693, "a").message();
    var quote = Fix.message("35=S|117=Q9|131=r1|55=WETH-USDC|20001=eip155:1|");
    assertThatThrownBy(() -> Fix.accept(venueField)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> Fix.accept(missing)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> Fix.accept(quote)).isInstanceOf(AssertionError.class);
  }

  @Test
  void aPriceIsResentOnlyWhileItIsFirm() {
    var quote = Fix.message("35=S|117=Q9|55=WETH-USDC|62=20260103-10:00:03.000|");
    assertThat(QuoteValidity.isFirm(quote, TEN)).isTrue();
    assertThat(QuoteValidity.isFirm(quote, TEN.plusSeconds(3))).isFalse();
  }

  @Test
  void whoHasBusinessOpenIsKnownAgainAfterARestart() {
    var r3 = new RfqId(3);
    var x1 = new ClientId("x1");
    OpenBusiness business = new OpenBusiness();
    business.accept(0, new StandingEvent.RequestStands(TEN, DESK, r3));
    business.accept(
        0, new StandingEvent.InvitationStands(TEN, MAKER, r3, x1, true, PrivacyLevel.COMPLIANT));
    assertThat(business.isIdle(DESK)).isFalse();
    assertThat(business.isIdle(MAKER)).isFalse();
    assertThat(business.isIdle(new ParticipantId("MAKER2"))).isTrue();
    Handle request = secrets.put(terms(true, 2000, 0), "DESK1", "MAKER1");
    business.accept(70, ended(RequestEnd.CANCELLED, request));
    business.accept(71, released(MakerRelease.REMOVED, request));
    assertThat(business.isIdle(DESK)).isTrue();
    assertThat(business.isIdle(MAKER)).isTrue();
    business.accept(0, new StandingEvent.OrderStands(TEN, order(OrderStatus.ACTIVE)));
    business.accept(0, new StandingEvent.TradeStands(TEN, MAKER, new TradeId(5)));
    assertThat(business.isIdle(DESK)).isFalse();
    assertThat(business.isIdle(MAKER)).isFalse();
    business.accept(
        72, reported(order(OrderStatus.CANCELLED), ReportType.CANCELLED, Optional.empty()));
    assertThat(business.isIdle(DESK)).isTrue();
  }

  @Test
  void levelsAreKnownAgainAfterARestart() {
    Order order = order(OrderStatus.ACTIVE);
    outbound.accept(0, new StandingEvent.OrderStands(TEN, order));
    var standing =
        new StandingEvent.InvitationStands(
            TEN, MAKER, new RfqId(3), new ClientId("x1"), false, PrivacyLevel.SHIELDED);
    outbound.accept(0, standing);
    tell(reported(order, ReportType.STATUS, Optional.empty()));
    assertThat(memory.level(DESK, 11, "a1")).contains(PrivacyLevel.COMPLIANT);
    assertThat(memory.level(MAKER, 131, "x1")).contains(PrivacyLevel.SHIELDED);
  }

  @Test
  void whoHasBusinessOpenMayNotRestartItsSequence() {
    OpenBusiness business = new OpenBusiness();
    business.accept(1, reported(order(OrderStatus.ACTIVE), ReportType.NEW, Optional.empty()));
    assertThat(business.isIdle(DESK)).isFalse();
    business.accept(
        2, reported(order(OrderStatus.CANCELLED), ReportType.CANCELLED, Optional.empty()));
    assertThat(business.isIdle(DESK)).isTrue();
    Trade trade = trade(PrivacyLevel.COMPLIANT);
    business.accept(3, new TradeEvent.TradeAgreed(TEN, trade));
    assertThat(business.isIdle(MAKER)).isFalse();
    business.accept(
        4,
        new TradeEvent.SettlementAdvanced(
            TEN, trade.settled(SettlementState.FINAL, 0, Optional.empty())));
    assertThat(business.isIdle(MAKER)).isTrue();
    assertThat(business.finished()).isEqualTo(4);
  }
}
