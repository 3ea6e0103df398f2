package obscura.engine.fix.inbound;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import obscura.domain.Instrument;
import obscura.domain.ParticipantId;
import obscura.domain.VenueCode;
import obscura.engine.core.Participant;
import obscura.engine.core.ParticipantKind;
import obscura.engine.port.Terms;
import obscura.fix.VenueTag;
import quickfix.field.Currency;
import quickfix.field.ExpireTime;
import quickfix.field.NoPartyIDs;
import quickfix.field.OrderQty;
import quickfix.field.PartyID;
import quickfix.field.PartyRole;
import quickfix.field.QuoteType;
import quickfix.field.Side;

/** The fields of a QuoteRequest(R) (rules of engagement 3.2). */
final class RequestForm {
  private static final Duration LIFE_MIN = Duration.ofSeconds(1);
  private static final Duration LIFE_MAX = Duration.ofMinutes(5);
  private static final String MARKET_MAKER = "35";

  /** Several makers are composed out of so many at most. */
  private static final int SPLIT_MAKERS_MAX = 64;

  private final Common common;
  private final RequestTiming timing;
  private final Received received;
  private final Fields body;
  private final Fields related;

  RequestForm(Common common, RequestTiming timing, Received received, Fields related) {
    this.common = common;
    this.timing = timing;
    this.received = received;
    this.body = new Fields(received.message());
    this.related = related;
  }

  Optional<Fault> fault() {
    return Common.first(
        () -> common.tradedFault(related, body),
        () -> common.levels().fault(received, body),
        this::sideFault,
        this::typeFault,
        () ->
            Common.fault(
                related.decimal(OrderQty.FIELD).flatMap(instrument()::lots).isEmpty(),
                VenueCode.QUANTITY,
                "38 must be a multiple of the lot above 0"),
        this::timeFault,
        this::makersFault,
        this::splitFault,
        () -> common.nonceFault(body));
  }

  private Optional<Fault> sideFault() {
    return Common.fault(
        !Set.of("", "1", "2").contains(related.textOr(Side.FIELD, "")),
        VenueCode.UNSUPPORTED_TYPE,
        "54 must be 1, 2 or absent");
  }

  private Optional<Fault> typeFault() {
    return Common.first(
        () ->
            Common.fault(
                !related.textOr(QuoteType.FIELD, "1").equals("1"),
                VenueCode.UNSUPPORTED_TYPE,
                "537 must be 1"),
        () ->
            Common.fault(
                !related.textOr(Currency.FIELD, instrument().base()).equals(instrument().base()),
                VenueCode.UNSUPPORTED_TYPE,
                "15 must be the base token"));
  }

  private Optional<Fault> timeFault() {
    Optional<Instant> expiry = related.time(ExpireTime.FIELD);
    Instant now = received.receivedAt();
    boolean wrongExpiry =
        expiry
            .filter(at -> !at.isBefore(now.plus(LIFE_MIN)) && !at.isAfter(now.plus(LIFE_MAX)))
            .isEmpty();
    return Common.first(
        () -> Common.fault(wrongExpiry, VenueCode.EXPIRY, "126 must be 1 s to 300 s ahead"),
        () ->
            Common.fault(
                body.has(VenueTag.AUCTION_MILLIS)
                    && body.whole(VenueTag.AUCTION_MILLIS)
                        .filter(RequestTiming::isWindow)
                        .isEmpty(),
                VenueCode.EXPIRY,
                "20023 must be 200 to 10000"),
        () ->
            Common.fault(
                body.has(VenueTag.HOLD_MILLIS)
                    && body.whole(VenueTag.HOLD_MILLIS).filter(RequestTiming::isHold).isEmpty(),
                VenueCode.EXPIRY,
                "20024 must be 500 to 5000"));
  }

  private Optional<Fault> makersFault() {
    List<ParticipantId> makers = makers();
    boolean unknown =
        namedMakers().stream()
            .anyMatch(name -> makers.stream().noneMatch(maker -> maker.value().equals(name)));
    return Common.fault(unknown, VenueCode.NOT_PERMITTED, "448 with 452=35 is no maker");
  }

  private Optional<Fault> splitFault() {
    return Common.first(
        () ->
            Common.fault(
                allowSplit() && twoWay(),
                VenueCode.UNSUPPORTED_TYPE,
                "20026=Y needs 54: two-way requests are not split"),
        () ->
            Common.fault(
                allowSplit() && invited().size() > SPLIT_MAKERS_MAX,
                VenueCode.UNSUPPORTED_TYPE,
                "20026=Y reaches at most 64 makers: name them in 453"));
  }

  private List<String> namedMakers() {
    return related.groups(NoPartyIDs.FIELD).stream()
        .filter(party -> party.is(PartyRole.FIELD, MARKET_MAKER))
        .map(party -> party.textOr(PartyID.FIELD, ""))
        .toList();
  }

  private Instrument instrument() {
    return common.instrument(related).orElseThrow();
  }

  /** Every maker of the venue; the core decides who is asked. */
  List<ParticipantId> makers() {
    return common.directory().participants().stream()
        .filter(participant -> participant.kind() == ParticipantKind.MAKER)
        .map(Participant::id)
        .toList();
  }

  List<ParticipantId> only() {
    return namedMakers().stream().map(ParticipantId::new).toList();
  }

  boolean twoWay() {
    return !related.has(Side.FIELD);
  }

  /** Who may be asked: the named ones, else all. */
  List<ParticipantId> invited() {
    List<ParticipantId> only = only();
    return only.isEmpty() ? makers() : only;
  }

  boolean allowSplit() {
    return body.is(VenueTag.ALLOW_SPLIT, "Y");
  }

  boolean allowPartial() {
    return body.is(VenueTag.ALLOW_PARTIAL, "Y");
  }

  Terms terms() {
    long lots = related.decimal(OrderQty.FIELD).flatMap(instrument()::lots).orElseThrow();
    return new Terms(
        instrument().number(), related.is(Side.FIELD, "2"), lots, 0, 0, 0, Optional.empty());
  }

  Duration window() {
    return body.whole(VenueTag.AUCTION_MILLIS).map(Duration::ofMillis).orElse(timing.window());
  }

  Duration hold() {
    return body.whole(VenueTag.HOLD_MILLIS).map(Duration::ofMillis).orElse(timing.hold());
  }

  /**
   * When the collection of quotes ends. It counts from the receipt, so that the time can be signed
   * with the request and the parties hold the venue to it.
   */
  Instant closes() {
    Instant end = received.receivedAt().plus(window());
    Instant expires = expireTime();
    return (expires.isBefore(end) ? expires : end).truncatedTo(ChronoUnit.MILLIS);
  }

  Instant expireTime() {
    return related.time(ExpireTime.FIELD).orElseThrow();
  }
}
