package obscura.engine.fix.inbound;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import obscura.domain.Instrument;
import obscura.domain.PrivacyLevel;
import obscura.domain.TimeInForce;
import obscura.domain.VenueCode;
import obscura.engine.core.OrderNotes;
import obscura.engine.port.Terms;
import quickfix.field.Account;
import quickfix.field.ExecInst;
import quickfix.field.ExpireDate;
import quickfix.field.ExpireTime;
import quickfix.field.MaxFloor;
import quickfix.field.MinQty;
import quickfix.field.NoPartyIDs;
import quickfix.field.OrdType;
import quickfix.field.OrderCapacity;
import quickfix.field.OrderQty;
import quickfix.field.PartyID;
import quickfix.field.PartyRole;
import quickfix.field.Price;
import quickfix.field.SenderSubID;
import quickfix.field.Side;
import quickfix.field.StopPx;

/** The fields that NewOrderSingle(D) and its replacement (G) have in common (4.1, 4.3). */
final class OrderForm {
  private static final Duration GOOD_TILL_MAX = Duration.ofDays(30);
  private static final Set<String> SIDES = Set.of("1", "2");
  private static final String CLIENT = "3";
  private static final String TRADER = "11";

  private final Common common;
  private final Received received;
  private final Fields fields;

  OrderForm(Common common, Received received) {
    this.common = common;
    this.received = received;
    this.fields = new Fields(received.message());
  }

  /** The first fault, in the order in which the rules of engagement list them. */
  Optional<Fault> darkFault() {
    return darkFault(common.levels().fault(received, fields));
  }

  /** As {@link #darkFault()}, for a replacement: it has the level of its order. */
  Optional<Fault> replacementFault() {
    return darkFault(common.levels().namedFault(fields));
  }

  private Optional<Fault> darkFault(Optional<Fault> levelFault) {
    return Common.first(
        () -> common.tradedFault(fields, fields),
        () -> levelFault,
        this::sideFault,
        this::typeFault,
        this::timeInForceFault,
        this::expiryFault,
        this::priceFault,
        this::quantityFault,
        this::minimumFault,
        () -> common.nonceFault(fields));
  }

  /** As {@link #darkFault}, for an accept: 40=D, 59=4 or absent, 44 optional. */
  Optional<Fault> acceptFault(Optional<Long> shownLots) {
    return Common.first(
        () -> common.tradedFault(fields, fields),
        () -> common.levels().namedFault(fields),
        this::sideFault,
        () ->
            Common.fault(
                !fields.textOr(quickfix.field.TimeInForce.FIELD, "4").equals("4"),
                VenueCode.UNSUPPORTED_TYPE,
                "59 must be 4 with 40=D"),
        () -> fields.has(Price.FIELD) ? priceFault() : Optional.empty(),
        () ->
            fields.has(OrderQty.FIELD) || shownLots.isEmpty() ? quantityFault() : Optional.empty(),
        () -> common.nonceFault(fields));
  }

  Optional<Fault> sideFault() {
    return Common.fault(
        !SIDES.contains(fields.textOr(Side.FIELD, "")),
        VenueCode.UNSUPPORTED_TYPE,
        "54 must be 1 or 2");
  }

  private Optional<Fault> typeFault() {
    return Common.first(
        () ->
            Common.fault(
                fields.is(OrdType.FIELD, "D"),
                VenueCode.UNSUPPORTED_TYPE,
                "40=D needs the 117 of a quote"),
        () ->
            Common.fault(
                !fields.is(OrdType.FIELD, "2"), VenueCode.UNSUPPORTED_TYPE, "40 must be 2"),
        () -> Common.fault(hasInstruction("M"), VenueCode.UNSUPPORTED_TYPE, "18=M is not served"),
        () ->
            Common.fault(fields.has(StopPx.FIELD), VenueCode.UNSUPPORTED_TYPE, "99 is not served"),
        () ->
            Common.fault(
                fields.has(MaxFloor.FIELD)
                    && fields.decimal(MaxFloor.FIELD).filter(v -> v.signum() == 0).isEmpty(),
                VenueCode.UNSUPPORTED_TYPE,
                "111 must be 0 or absent"));
  }

  private boolean hasInstruction(String instruction) {
    return Arrays.asList(fields.textOr(ExecInst.FIELD, "").split(" ")).contains(instruction);
  }

  private Optional<Fault> timeInForceFault() {
    return Common.fault(
        readTimeInForce().isEmpty(), VenueCode.UNSUPPORTED_TYPE, "59 must be 0, 3, 4 or 6");
  }

  private Optional<TimeInForce> readTimeInForce() {
    String text = fields.textOr(quickfix.field.TimeInForce.FIELD, "0");
    return Arrays.stream(TimeInForce.values())
        .filter(value -> text.equals(String.valueOf(value.fix())))
        .findFirst();
  }

  private Optional<Fault> expiryFault() {
    if (timeInForce() != TimeInForce.GOOD_TILL_DATE) {
      return Common.fault(
          fields.has(quickfix.field.TimeInForce.FIELD)
              && (fields.has(ExpireTime.FIELD) || fields.has(ExpireDate.FIELD)),
          VenueCode.EXPIRY,
          "126 and 432 go with 59=6");
    }
    Optional<Instant> expiry = expireTime();
    Instant now = received.receivedAt();
    return Common.first(
        () -> Common.fault(expiry.isEmpty(), VenueCode.EXPIRY, "59=6 needs a valid 126 or 432"),
        () ->
            Common.fault(
                !expiry.orElseThrow().isAfter(now), VenueCode.EXPIRY, "126 or 432 is past"),
        () ->
            Common.fault(
                expiry.orElseThrow().isAfter(now.plus(GOOD_TILL_MAX)),
                VenueCode.EXPIRY,
                "126 or 432 is more than 30 days ahead"));
  }

  private Optional<Fault> priceFault() {
    return Common.fault(
        fields.decimal(Price.FIELD).flatMap(instrument()::ticks).isEmpty(),
        VenueCode.PRICE_BAND,
        "44 must be a multiple of the tick above 0");
  }

  private Optional<Fault> quantityFault() {
    return Common.fault(
        fields.decimal(OrderQty.FIELD).flatMap(instrument()::lots).isEmpty(),
        VenueCode.QUANTITY,
        "38 must be a multiple of the lot above 0");
  }

  private Optional<Fault> minimumFault() {
    if (!fields.has(MinQty.FIELD)) {
      return Optional.empty();
    }
    Optional<Long> minimum = minimum();
    return Common.first(
        () ->
            Common.fault(
                minimum.isEmpty(), VenueCode.QUANTITY, "110 must be a multiple of the lot"),
        () -> Common.fault(minimum.orElseThrow() > lots(), VenueCode.MIN_QTY, "110 is above 38"));
  }

  private Optional<Long> minimum() {
    Optional<BigDecimal> given = fields.decimal(MinQty.FIELD);
    return given.filter(value -> value.signum() == 0).isPresent()
        ? Optional.of(0L)
        : given.flatMap(instrument()::lots);
  }

  private long lots() {
    return fields.decimal(OrderQty.FIELD).flatMap(instrument()::lots).orElseThrow();
  }

  private Instrument instrument() {
    return common.instrument(fields).orElseThrow();
  }

  private boolean sells() {
    return fields.is(Side.FIELD, "2");
  }

  boolean buys() {
    return !sells();
  }

  /** Once there is no fault: the values of a dark order; 18=G makes it all or none. */
  Terms terms() {
    long minimum = hasInstruction("G") ? lots() : minimum().orElse(0L);
    return new Terms(instrument().number(), sells(), lots(), ticks(), minimum, 0, Optional.empty());
  }

  /** Once there is no fault: the values of an accept, price 0 where none was sent. */
  Terms acceptTerms(Optional<Long> shownLots) {
    long lots = fields.has(OrderQty.FIELD) ? lots() : shownLots.orElseThrow();
    return new Terms(instrument().number(), sells(), lots, ticks(), 0, 0, Optional.empty());
  }

  private long ticks() {
    return fields.decimal(Price.FIELD).flatMap(instrument()::ticks).orElse(0L);
  }

  TimeInForce timeInForce() {
    return readTimeInForce().orElse(TimeInForce.DAY);
  }

  /** ExpireTime(126), or the end of ExpireDate(432). */
  Optional<Instant> expireTime() {
    return fields.has(ExpireTime.FIELD)
        ? fields.time(ExpireTime.FIELD)
        : fields.text(ExpireDate.FIELD).flatMap(obscura.engine.fix.outbound.FixTime::endOfDate);
  }

  PrivacyLevel privacy() {
    return common.levels().level(received, fields);
  }

  OrderNotes notes() {
    String sub = new Fields(received.message().getHeader()).textOr(SenderSubID.FIELD, "");
    return new OrderNotes(
        fields.textOr(Account.FIELD, ""),
        fields.textOr(OrderCapacity.FIELD, ""),
        party(TRADER).orElse(sub),
        party(CLIENT).orElse(""));
  }

  private Optional<String> party(String role) {
    return fields.groups(NoPartyIDs.FIELD).stream()
        .filter(party -> party.is(PartyRole.FIELD, role))
        .flatMap(party -> party.text(PartyID.FIELD).stream())
        .findFirst();
  }
}
