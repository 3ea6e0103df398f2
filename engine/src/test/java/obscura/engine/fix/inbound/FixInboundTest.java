package obscura.engine.fix.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import obscura.domain.ClientId;
import obscura.domain.ParticipantId;
import obscura.domain.PrivacyLevel;
import obscura.domain.TimeInForce;
import obscura.domain.VenueCode;
import obscura.engine.core.MakerAlias;
import obscura.engine.core.OrderCommand.CancelOrder;
import obscura.engine.core.OrderCommand.MassCancel;
import obscura.engine.core.OrderCommand.QueryOrder;
import obscura.engine.core.OrderCommand.QueryOrders;
import obscura.engine.core.OrderCommand.ReplaceOrder;
import obscura.engine.core.OrderCommand.SubmitOrder;
import obscura.engine.core.OrderLifetime;
import obscura.engine.core.OrderNotes;
import obscura.engine.core.RefusedKind;
import obscura.engine.core.RequestCommand.AcceptQuote;
import obscura.engine.core.RequestCommand.CancelRequest;
import obscura.engine.core.RequestCommand.DeclineQuote;
import obscura.engine.core.RequestCommand.PassRequest;
import obscura.engine.core.RequestCommand.QueryQuote;
import obscura.engine.core.RequestCommand.RequestQuotes;
import obscura.engine.core.RequestCommand.SubmitQuote;
import obscura.engine.core.RequestCommand.WithdrawQuotes;
import obscura.engine.core.SessionCommand.RecordRefusal;
import obscura.engine.core.Stamp;
import obscura.engine.core.VenueCommand;
import obscura.engine.fix.FakeDirectory;
import obscura.engine.fix.FakeLog;
import obscura.engine.fix.FakeOutbox;
import obscura.engine.fix.FakeSecrets;
import obscura.engine.fix.Fix;
import obscura.engine.fix.inbound.Received.Throttle;
import obscura.engine.fix.outbound.GatewayMemory;
import obscura.engine.port.Intent;
import obscura.engine.port.Provenance;
import obscura.engine.port.SettlementRail;
import obscura.engine.port.Terms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import quickfix.FieldNotFound;
import quickfix.IncorrectTagValue;

/** What clients say becomes commands without a value, or one precise refusal. */
final class FixInboundTest {
  private static final Instant TEN = Instant.parse("2026-01-03T10:00:00Z");
  private static final Stamp AT_TEN = new Stamp(TEN, Optional.empty(), false);
  private static final ParticipantId DESK = FakeDirectory.DESK;
  private static final ParticipantId MAKER = FakeDirectory.MAKER;
  private static final String ORDER =
      "35=D|11=a1|55=WETH-USDC|54=1|60=20260103-10:00:00.000|38=1.5|40=2|44=2000.01|";
  private static final String REQUEST =
      "35=R|131=r1|146=1|55=WETH-USDC|537=1|54=2|38=2|126=20260103-10:00:30.000|"
          + "60=20260103-10:00:00.000|";
  private static final String QUOTE =
      "35=S|117=q1|131=x1|537=1|55=WETH-USDC|132=1999.5|133=2000.5|134=1|135=2|"
          + "62=20260103-10:00:09.000|60=20260103-10:00:00.000|";

  private final FakeLog log = new FakeLog();
  private final FakeSecrets secrets = new FakeSecrets();
  private final FakeOutbox outbox = new FakeOutbox();
  private final GatewayMemory memory = new GatewayMemory(InstantSource.fixed(TEN));
  private FixInbound inbound = inbound(level -> level != PrivacyLevel.SHIELDED);

  private FixInbound inbound(SettlementRail rail) {
    return new FixInbound(
        RequestTiming.STANDARD,
        new FakeDirectory(),
        new FixInbound.Surroundings(secrets, log, outbox, rail),
        memory);
  }

  private void desk(String fields) {
    say(DESK, false, fields, Optional.empty());
  }

  private void maker(String fields) {
    say(MAKER, true, fields, Optional.empty());
  }

  private void say(ParticipantId who, boolean maker, String fields, Optional<Throttle> throttle) {
    try {
      inbound
          .onMessage(new Received(who, maker, Fix.message(fields), false, 7, TEN, throttle))
          .toCompletableFuture()
          .join();
    } catch (FieldNotFound | IncorrectTagValue malformed) {
      throw new IllegalArgumentException(malformed);
    }
  }

  private Terms shared(obscura.domain.Handle handle) {
    return secrets.get(handle);
  }

  private static Terms terms(boolean sells, long lots, long ticks, long minimum, long fee) {
    return new Terms(1, sells, lots, ticks, minimum, fee, Optional.empty());
  }

  @Test
  void aLimitOrderIsSharedAndSubmittedWithoutItsValues() {
    inbound = inbound(level -> true);
    desk(ORDER + "110=0.5|59=6|126=20260104-10:00:00.000|1=ACC|528=A|20006=12|20007=S|");
    SubmitOrder order = (SubmitOrder) log.last();
    assertThat(order)
        .isEqualTo(
            new SubmitOrder(
                DESK,
                new ClientId("a1"),
                new Stamp(TEN, Optional.of(12L), false),
                order.terms(),
                TimeInForce.GOOD_TILL_DATE,
                Optional.of(Instant.parse("2026-01-04T10:00:00Z")),
                PrivacyLevel.SHIELDED,
                new OrderNotes("ACC", "A", "", ""),
                Optional.of(Instant.parse("2026-01-04T10:00:00Z"))));
    assertThat(shared(order.terms())).isEqualTo(terms(false, 1500, 200_001, 500, 0));
    assertThat(secrets.records)
        .containsExactly(
            new Provenance(
                DESK,
                FakeDirectory.DESK_FIRM,
                7,
                TEN,
                "a1",
                0,
                false,
                new Intent.Order(
                    OrderLifetime.RESTS, Optional.of(Instant.parse("2026-01-04T10:00:00Z")))));
  }

  @Test
  void anOrderWithoutLevelHasItsFirmsDefaultAndIsOpenToCompliance() {
    desk(ORDER);
    assertThat(((SubmitOrder) log.last()).privacy()).isEqualTo(PrivacyLevel.COMPLIANT);
    assertThat(((SubmitOrder) log.last()).stamp()).isEqualTo(AT_TEN);
    assertThat(secrets.records).extracting(Provenance::openToCompliance).containsExactly(true);
  }

  @Test
  void aLevelThatTheRailCannotSettleIsRefusedAtEntryAlsoWhereItIsTheFirmsDefault() {
    desk(ORDER + "20007=S|");
    refused(RefusedKind.ORDER, "a1", "", VenueCode.PRIVACY_NOT_OFFERED);
    assertThat(((RecordRefusal) log.last()).detail()).isEqualTo("20007 must be T or C");
    inbound = inbound(level -> level == PrivacyLevel.TRANSPARENT);
    desk(ORDER);
    assertThat(((RecordRefusal) log.last()).code()).isEqualTo(VenueCode.PRIVACY_NOT_OFFERED);
    assertThat(((RecordRefusal) log.last()).detail())
        .isEqualTo("the firm's default is not; 20007 must be T");
  }

  @Test
  void aQuoteAndAnAcceptAreAsOpenAsTheirRequestAndAReplacementAsItsOrder() {
    inbound = inbound(level -> true);
    memory.remember(MAKER, 131, "x1", PrivacyLevel.SHIELDED);
    memory.remember(DESK, 117, "Q1", PrivacyLevel.SHIELDED);
    maker(QUOTE);
    desk("35=D|11=a1|117=Q1|55=WETH-USDC|54=1|38=2|40=D|60=20260103-10:00:00.000|");
    assertThat(((AcceptQuote) log.last()).privacy()).isEmpty();
    desk(ORDER.replace("11=a1", "11=a2") + "20007=S|");
    desk("35=G|11=c1|41=a2|55=WETH-USDC|54=1|38=1|40=2|44=2000|60=20260103-10:00:00.000|");
    assertThat(((ReplaceOrder) log.last()).privacy()).isEmpty();
    desk("35=G|11=c2|41=c1|55=WETH-USDC|54=1|38=1|40=2|44=2000|60=20260103-10:00:00.000|20007=T|");
    assertThat(((ReplaceOrder) log.last()).privacy()).contains(PrivacyLevel.TRANSPARENT);
    assertThat(secrets.records)
        .extracting(Provenance::openToCompliance)
        .as("two sides of the quote, the accept, the order and its replacements")
        .containsOnly(false)
        .hasSize(6);
  }

  @Test
  void whoDealsWithoutNamingTheQuoteIsToldThatItIsMissing() {
    desk(ORDER.replace("40=2", "40=D"));
    assertThat(((RecordRefusal) log.last()).detail()).isEqualTo("40=D needs the 117 of a quote");
  }

  @Test
  void allOrNoneIsAMinimumOfTheWhole() {
    desk(ORDER + "18=G|");
    assertThat(shared(((SubmitOrder) log.last()).terms()).minLots()).isEqualTo(1500);
  }

  @Test
  void anExpireDateEndsWithItsDay() {
    desk(ORDER + "59=6|432=20260105|");
    assertThat(((SubmitOrder) log.last()).expireTime())
        .contains(Instant.parse("2026-01-06T00:00:00Z"));
  }

  @ParameterizedTest(name = "{0} -> {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "55=WETH-USDC; 55=DOGE-USDC; UNKNOWN_SYMBOL",
        "40=2; 40=2|20001=solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp; UNKNOWN_SYMBOL",
        "40=2; 40=2|20001=eip155:10; CHAIN_NOT_SUPPORTED",
        "40=2; 40=2|20007=X; PRIVACY_NOT_OFFERED",
        "40=2; 40=2|20007=S; PRIVACY_NOT_OFFERED",
        "54=1; 54=7; UNSUPPORTED_TYPE",
        "40=2; 40=1; UNSUPPORTED_TYPE",
        "40=2; 40=P; UNSUPPORTED_TYPE",
        "40=2; 40=D; UNSUPPORTED_TYPE",
        "40=2; 40=2|18=M; UNSUPPORTED_TYPE",
        "40=2; 40=2|99=5; UNSUPPORTED_TYPE",
        "40=2; 40=2|111=1; UNSUPPORTED_TYPE",
        "40=2; 40=2|59=1; UNSUPPORTED_TYPE",
        "40=2; 40=2|59=6; EXPIRY",
        "40=2; 40=2|59=6|126=20260103-09:59:59; EXPIRY",
        "40=2; 40=2|59=6|126=20260203-10:00:01; EXPIRY",
        "40=2; 40=2|59=0|126=20260104-10:00:00; EXPIRY",
        "44=2000.01; 44=2000.015; PRICE_BAND",
        "44=2000.01; 44=0; PRICE_BAND",
        "44=2000.01; 44=-1; PRICE_BAND",
        "44=2000.01; 44=1e3; PRICE_BAND",
        "44=2000.01; 44=46116860184273879.04; PRICE_BAND",
        "44=2000.01|; ''; PRICE_BAND",
        "38=1.5; 38=1.5005; QUANTITY",
        "38=1.5; 38=0; QUANTITY",
        "38=1.5; 516=100; QUANTITY",
        "38=1.5; 38=1.5|110=0.0005; QUANTITY",
        "38=1.5; 38=1.5|110=1.501; MIN_QTY",
        "40=2; 40=2|20006=abc; NONCE"
      })
  void aFaultyOrderIsRefusedWithItsCodeAndNothingIsShared(String from, String to, VenueCode code) {
    desk(ORDER.replace(from, to));
    refused(RefusedKind.ORDER, "a1", "", code);
  }

  private void refused(RefusedKind kind, String reference, String original, VenueCode code) {
    assertThat(log.commands).hasSize(1);
    RecordRefusal refusal = (RecordRefusal) log.last();
    assertThat(refusal)
        .isEqualTo(
            new RecordRefusal(
                refusal.participant(),
                kind,
                reference,
                original,
                code,
                refusal.detail(),
                refusal.ticket()));
    assertThat(secrets.records).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {4}")
  @CsvSource(
      delimiter = ';',
      value = {
        "35=F|11=c1|41=?|55=WETH-USDC|54=1|; CANCEL; c1; ?; UNKNOWN_ORDER",
        "35=G|11=c1|41=?|55=WETH-USDC|54=1|; REPLACE; c1; ?; UNKNOWN_ORDER",
        "35=G|11=c1|41=a1|55=WETH-USDC|54=1|40=2|44=1|38=0|; REPLACE; c1; a1; QUANTITY",
        "35=G|11=c1|41=a1|55=WETH-USDC|54=1|40=2|44=1|38=1|20007=S|; REPLACE; c1; a1; "
            + "PRIVACY_NOT_OFFERED",
        "35=D|11=a1|117=Q1|55=WETH-USDC|54=1|40=D|38=1|20007=S|; ORDER; a1; Q1; "
            + "PRIVACY_NOT_OFFERED",
        "35=q|11=m1|530=3|; MASS_CANCEL; m1; ''; UNSUPPORTED_TYPE",
        "35=q|11=m1|530=1|55=DOGE-USDC|; MASS_CANCEL; m1; ''; UNKNOWN_SYMBOL",
        "35=AF|584=s1|585=3|; OTHER; s1; ''; UNSUPPORTED_TYPE",
        "35=AF|584=s1|585=1|55=DOGE-USDC|; OTHER; s1; ''; UNKNOWN_SYMBOL",
        "35=AJ|693=p1|117=Q1|694=1|55=WETH-USDC|; OTHER; p1; ''; UNSUPPORTED_TYPE",
        "35=AJ|693=p1|117=Q1|694=2|55=WETH-USDC|; OTHER; p1; ''; UNSUPPORTED_TYPE",
        "35=Z|131=r1|117=*|298=2|; OTHER; *; ''; UNSUPPORTED_TYPE",
        "35=V|262=1|; OTHER; ''; ''; UNSUPPORTED_TYPE",
        "35=D|11=a1|117=?|55=WETH-USDC|54=1|38=1|40=D|; ORDER; a1; ?; UNKNOWN_QUOTE",
        "35=D|11=a1|117=Q1|55=WETH-USDC|54=1|40=D|516=100|; ORDER; a1; Q1; QUANTITY",
        "35=D|11=a1|117=Q1|55=WETH-USDC|54=1|40=D|38=1|59=0|; ORDER; a1; Q1; UNSUPPORTED_TYPE",
        "35=D|11=a1|117=Q1|55=WETH-USDC|54=1|40=D|38=1|44=0.001|; ORDER; a1; Q1; PRICE_BAND"
      })
  void everyOtherMessageOfATakerIsRefusedAsItsTypeSays(
      String fields, RefusedKind kind, String reference, String original, VenueCode code) {
    desk(fields);
    refused(kind, reference, original, code);
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "35=D|11=a b|55=WETH-USDC|54=1|40=2|; 11",
        "35=F|11=a.b|41=a1|; 11",
        "35=G|11=a.b|41=a1|; 11",
        "35=H|11=?|; 11",
        "35=q|11=?|530=7|; 11",
        "35=R|131=1234567890123456789012345678901234567|; 131",
        "35=S|117=?|131=x1|; 117",
        "35=Z|131=?|117=*|298=4|; 131",
        "35=a|649=?|55=WETH-USDC|; 649",
        "35=AJ|693=?|117=Q1|694=6|55=WETH-USDC|; 693",
        "35=AJ|693=p1|117=?|694=6|55=WETH-USDC|; 117",
        "35=AF|584=12345678901234567890123456789012345678901234567890123456789012345|585=7|; 584"
      })
  void anIdThatIsNoneIsAFaultOfTheFieldAndChangesNothing(String fields, int tag) {
    var message = new Received(DESK, false, Fix.message(fields), false, 7, TEN, Optional.empty());
    assertThatThrownBy(() -> inbound.onMessage(message))
        .isInstanceOfSatisfying(
            IncorrectTagValue.class, wrong -> assertThat(wrong.getField()).isEqualTo(tag));
    assertThat(log.commands).isEmpty();
    assertThat(secrets.records).isEmpty();
  }

  @Test
  void anIdThatIsNeededAndMissingIsNamed() {
    var message =
        new Received(
            DESK, false, Fix.message("35=Z|117=*|298=4|"), false, 7, TEN, Optional.empty());
    assertThatThrownBy(() -> inbound.onMessage(message))
        .isInstanceOfSatisfying(
            FieldNotFound.class, missing -> assertThat(missing.field).isEqualTo(131));
  }

  @ParameterizedTest(name = "{0} -> {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "55=WETH-USDC; 55=DOGE-USDC; UNKNOWN_SYMBOL",
        "54=2; 54=7; UNSUPPORTED_TYPE",
        "537=1; 537=0; UNSUPPORTED_TYPE",
        "38=2; 38=2|15=USDC; UNSUPPORTED_TYPE",
        "38=2|; ''; QUANTITY",
        "38=2; 38=0.0001; QUANTITY",
        "126=20260103-10:00:30.000|; ''; EXPIRY",
        "10:00:30.000; 10:00:00.999; EXPIRY",
        "10:00:30.000; 10:05:00.001; EXPIRY",
        "131=r1|; 131=r1|20023=199|; EXPIRY",
        "131=r1|; 131=r1|20023=10001|; EXPIRY",
        "131=r1|; 131=r1|20024=499|; EXPIRY",
        "131=r1|; 131=r1|20024=5001|; EXPIRY",
        "131=r1|; 131=r1|20007=Q|; PRIVACY_NOT_OFFERED",
        "131=r1|; 131=r1|20007=S|; PRIVACY_NOT_OFFERED",
        "131=r1|; 131=r1|20006=-1|; NONCE"
      })
  void aFaultyRequestIsRefusedWithItsCode(String from, String to, VenueCode code) {
    desk(REQUEST.replace(from, to));
    refused(RefusedKind.REQUEST, "r1", "", code);
  }

  @ParameterizedTest(name = "{0} -> {2}")
  @CsvSource(
      delimiter = ';',
      value = {
        "131=x1|; ''; WINDOW_CLOSED",
        "55=WETH-USDC; 55=DOGE-USDC; UNKNOWN_SYMBOL",
        "537=1; 537=0; UNSUPPORTED_TYPE",
        "132=1999.5|133=2000.5|134=1|135=2|; ''; WRONG_SIDE_OR_SIZE",
        "132=1999.5|; ''; PRICE_BAND",
        "133=2000.5; 133=2000.505; PRICE_BAND",
        "135=2|; ''; QUANTITY",
        "134=1; 134=0.0001; QUANTITY",
        "537=1; 537=1|12=0.1|13=3; UNSUPPORTED_TYPE",
        "537=1; 537=1|12=0.1; UNSUPPORTED_TYPE",
        "537=1; 537=1|12=0.125|13=2; UNSUPPORTED_TYPE",
        "537=1; 537=1|12=100|13=2; UNSUPPORTED_TYPE",
        "62=20260103-10:00:09.000|; ''; QUOTE_EXPIRES_TOO_EARLY"
      })
  void aFaultyQuoteIsRefusedWithItsCode(String from, String to, VenueCode code) {
    maker(QUOTE.replace(from, to));
    refused(RefusedKind.QUOTE, "q1", from.startsWith("131") ? "" : "x1", code);
  }

  @Test
  void aTwoSidedQuoteIsTwoSecretsWithTheFeeInBasisPoints() {
    maker(QUOTE.replace("537=1", "537=1|12=0.25|13=2"));
    SubmitQuote quote = (SubmitQuote) log.last();
    assertThat(quote)
        .isEqualTo(
            new SubmitQuote(
                MAKER,
                new ClientId("q1"),
                new ClientId("x1"),
                AT_TEN,
                quote.sides(),
                TEN.plusSeconds(9)));
    assertThat(quote.sides().stream().map(this::shared))
        .containsExactly(terms(false, 1000, 199_950, 0, 25), terms(true, 2000, 200_050, 0, 25));
  }

  @Test
  void aRequestNamesAnAliasForEachMakerAndNoMakerCanTellAnothers() {
    desk(REQUEST);
    RequestQuotes request = (RequestQuotes) log.last();
    assertThat(shared(request.terms())).isEqualTo(terms(true, 2000, 0, 0, 0));
    assertThat(request.twoWay()).isFalse();
    assertThat(request.window()).isEqualTo(Duration.ofSeconds(2));
    assertThat(request.hold()).isEqualTo(Duration.ofSeconds(3));
    assertThat(request.expireTime()).isEqualTo(TEN.plusSeconds(30));
    assertThat(request.aliases()).hasSize(2);
    assertThat(request.aliases().get(0).maker()).isEqualTo(MAKER);
    assertThat(request.aliases().get(0).alias().value()).matches("[0-9a-f]{32}");
    assertThat(request.aliases().get(0).alias()).isNotEqualTo(request.aliases().get(1).alias());
  }

  /** The end of the window is signed with the request, so it is known before the parties answer. */
  @Test
  void theWindowOfARequestCountsFromItsReceiptAndIsToldToTheParties() {
    desk(REQUEST.replace("131=r1|", "131=r1|20023=500|"));
    RequestQuotes request = (RequestQuotes) log.last();
    Instant closes = TEN.plusMillis(500);
    assertThat(request.closes()).contains(closes);
    List<ParticipantId> makers = request.aliases().stream().map(MakerAlias::maker).toList();
    assertThat(secrets.records)
        .extracting(Provenance::intent)
        .containsExactly(
            new Intent.Request(false, false, makers, closes, false, request.expireTime()));
  }

  @Test
  void aRequestWithoutSideIsTwoWayAndMayNameItsMakersAndTimes() {
    desk(
        REQUEST.replace("54=2|", "").replace("131=r1|", "131=r1|20023=500|20024=600|20027=Y|")
            + "453=1|448=MAKER2|447=D|452=35|");
    RequestQuotes request = (RequestQuotes) log.last();
    assertThat(request.twoWay()).isTrue();
    assertThat(request.allowPartial()).isTrue();
    assertThat(request.only()).containsExactly(new ParticipantId("MAKER2"));
    assertThat(request.window()).isEqualTo(Duration.ofMillis(500));
    assertThat(request.hold()).isEqualTo(Duration.ofMillis(600));
  }

  @Test
  void aRequestMayAskForSeveralMakersTogether() {
    desk(REQUEST.replace("131=r1|", "131=r1|20026=Y|"));
    assertThat(((RequestQuotes) log.last()).allowSplit()).isTrue();
    desk(REQUEST.replace("131=r1|", "131=r2|20026=N|"));
    assertThat(((RequestQuotes) log.last()).allowSplit()).isFalse();
  }

  @Test
  void aTwoWayRequestIsNotSplit() {
    desk(REQUEST.replace("54=2|", "").replace("131=r1|", "131=r3|20026=Y|"));
    refused(RefusedKind.REQUEST, "r3", "", VenueCode.UNSUPPORTED_TYPE);
  }

  @Test
  void aRequestThatNamesNobodysMakerIsRefused() {
    desk(REQUEST + "453=1|448=DESK1|447=D|452=35|");
    refused(RefusedKind.REQUEST, "r1", "", VenueCode.NOT_PERMITTED);
  }

  @Test
  void anAcceptMayLeaveThePriceOut() {
    desk("35=D|11=a1|117=Q1|55=WETH-USDC|54=1|38=2|40=D|60=20260103-10:00:00.000|");
    AcceptQuote accept = (AcceptQuote) log.last();
    assertThat(accept)
        .isEqualTo(
            new AcceptQuote(
                DESK,
                new ClientId("a1"),
                "Q1",
                AT_TEN,
                accept.terms(),
                false,
                OrderNotes.NONE,
                Optional.empty()));
    assertThat(shared(accept.terms())).isEqualTo(terms(false, 2000, 0, 0, 0));
  }

  @Test
  void messagesWithoutValuesAreCommandsAtOnce() {
    desk("35=F|11=c1|41=a1|55=WETH-USDC|54=1|60=20260103-10:00:00.000|");
    desk("35=H|11=a1|55=WETH-USDC|54=1|790=h1|");
    desk("35=q|11=m1|530=7|60=20260103-10:00:00.000|");
    desk("35=q|11=m2|530=1|55=WETH-USDC|60=20260103-10:00:00.000|");
    desk("35=AF|584=s1|585=7|");
    desk("35=Z|131=r1|117=*|298=4|");
    desk("35=a|649=r1|55=WETH-USDC|");
    desk("35=AJ|693=p1|117=Q1|694=6|55=WETH-USDC|60=20260103-10:00:00.000|");
    maker("35=Z|117=q1|298=1|295=1|55=WETH-USDC|");
    maker("35=Z|117=NONE|298=4|");
    maker("35=AI|117=NONE|131=x1|55=WETH-USDC|297=11|");
    maker("35=AG|131=x1|658=9|146=1|55=WETH-USDC|");
    List<VenueCommand> expected =
        List.of(
            new CancelOrder(DESK, new ClientId("c1"), new ClientId("a1"), AT_TEN),
            new QueryOrder(DESK, new ClientId("a1"), Optional.of("h1")),
            new MassCancel(DESK, new ClientId("m1"), AT_TEN, false),
            new MassCancel(DESK, new ClientId("m2"), AT_TEN, true),
            new QueryOrders(DESK, "s1"),
            new CancelRequest(DESK, new ClientId("r1")),
            new QueryQuote(DESK, "r1"),
            new DeclineQuote(DESK, new ClientId("p1"), "Q1", AT_TEN),
            new WithdrawQuotes(MAKER, Optional.of(new ClientId("q1"))),
            new WithdrawQuotes(MAKER, Optional.empty()),
            new PassRequest(MAKER, new ClientId("x1")),
            new PassRequest(MAKER, new ClientId("x1")));
    assertThat(log.commands).containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "35=R|131=r1|; THROTTLE_REQUESTS; REQUEST; r1; ''",
        "35=D|11=a1|; THROTTLE_ORDERS; ORDER; a1; ''",
        "35=G|11=c1|41=a1|; THROTTLE_ORDERS; REPLACE; c1; a1",
        "35=F|11=c1|41=a1|; THROTTLE_ORDERS; CANCEL; c1; a1",
        "35=S|117=q1|131=x1|; THROTTLE_QUOTES; QUOTE; q1; x1",
        "35=q|11=m1|; THROTTLE_ORDERS; OTHER; m1; ''",
        "35=D|11=a1|; THROTTLE_ALL; OTHER; a1; ''"
      })
  void whatComesTooFastIsRefusedAsItsTypeSays(
      String fields, VenueCode code, RefusedKind kind, String reference, String original) {
    say(DESK, false, fields, Optional.of(new Throttle(code, 250)));
    refused(kind, reference, original, code);
    assertThat(((RecordRefusal) log.last()).detail()).endsWith("retry after 250 ms");
  }

  @Test
  void withoutTheConfidentialEngineNothingIsAccepted() {
    secrets.away(true);
    desk(ORDER);
    refused(RefusedKind.ORDER, "a1", "", VenueCode.ENGINE_UNAVAILABLE);
  }

  @Test
  void commandsOfOneSessionKeepTheirOrderThoughSharesComeBackInAnother() throws Exception {
    secrets.slow(true);
    var first =
        inbound.onMessage(
            new Received(DESK, false, Fix.message(ORDER), false, 7, TEN, Optional.empty()));
    var second =
        inbound.onMessage(
            new Received(
                DESK,
                false,
                Fix.message(ORDER.replace("11=a1", "11=a2")),
                false,
                8,
                TEN,
                Optional.empty()));
    var third =
        inbound.onMessage(
            new Received(
                DESK,
                false,
                Fix.message("35=F|11=c1|41=a2|55=WETH-USDC|54=1|"),
                false,
                9,
                TEN,
                Optional.empty()));
    assertThat(secrets.heldBack).as("shares overlap").hasSize(2);
    secrets.heldBack.get(1).complete(null);
    assertThat(log.commands).isEmpty();
    assertThat(third.toCompletableFuture()).isNotDone();
    secrets.heldBack.get(0).complete(null);
    assertThat(log.commands)
        .extracting(command -> command.getClass().getSimpleName())
        .containsExactly("SubmitOrder", "SubmitOrder", "CancelOrder");
    assertThat(((SubmitOrder) log.commands.get(0)).clientId()).isEqualTo(new ClientId("a1"));
    assertThat(first.toCompletableFuture()).isCompleted();
    assertThat(second.toCompletableFuture()).isCompleted();
    assertThat(third.toCompletableFuture()).isCompleted();
  }

  @Test
  void theSecurityListIsAnsweredAtOnceAndAStockDictionaryReadsIt() {
    desk("35=x|320=s1|559=4|");
    desk("35=x|320=s2|559=0|55=SOL-USDC|");
    desk("35=x|320=s3|559=0|55=DOGE-USDC|");
    desk("35=x|320=s4|559=2|");
    assertThat(log.commands).isEmpty();
    outbox.sent().forEach(sent -> Fix.accept(sent.message()));
    assertThat(outbox.sent())
        .extracting(FakeOutbox.Sent::body)
        .satisfiesExactly(
            all -> assertThat(all).contains("560=0|", "146=2|55=WETH-USDC|", "|561=0.001|"),
            one -> assertThat(one).contains("560=0|", "146=1|55=SOL-USDC|"),
            none -> assertThat(none).contains("560=2|").doesNotContain("146="),
            unserved -> assertThat(unserved).contains("560=1|"));
  }

  /** The parties' operators gave the desk's firm a minimum of 25 lots. */
  @Test
  void theSecurityListTellsAFirmItsMinimum() {
    secrets.leasts.put("ALPHA", 25L);
    desk("35=x|320=s1|559=0|55=WETH-USDC|");
    assertThat(outbox.sent().getFirst().body()).contains("|561=0.001|562=0.025|");
    secrets.leasts.clear();
    desk("35=x|320=s2|559=0|55=WETH-USDC|");
    assertThat(outbox.sent().getLast().body()).contains("|561=0.001|562=0.001|");
  }

  @Test
  void aReplacementCarriesTheNewValuesUnderTheOldId() {
    desk("35=G|11=c1|41=a1|55=WETH-USDC|54=1|38=1|40=2|44=2000|60=20260103-10:00:00.000|");
    ReplaceOrder replace = (ReplaceOrder) log.last();
    assertThat(replace.originalId()).isEqualTo(new ClientId("a1"));
    assertThat(replace.expireTime()).isEmpty();
    assertThat(shared(replace.terms())).isEqualTo(terms(false, 1000, 200_000, 0, 0));
  }
}
