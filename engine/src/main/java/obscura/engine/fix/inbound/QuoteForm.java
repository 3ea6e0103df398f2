package obscura.engine.fix.inbound;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.domain.Instrument;
import obscura.domain.VenueCode;
import obscura.engine.port.Terms;
import quickfix.field.BidPx;
import quickfix.field.BidSize;
import quickfix.field.CommType;
import quickfix.field.Commission;
import quickfix.field.OfferPx;
import quickfix.field.OfferSize;
import quickfix.field.QuoteType;
import quickfix.field.ValidUntilTime;

/** The fields of a maker's Quote(S) (rules of engagement 3.4). */
final class QuoteForm {
  private static final long FEE_BASIS_POINTS_MAX = 9_999;
  private static final int BASIS_POINT_DIGITS = 2;

  private final Common common;
  private final Fields fields;

  QuoteForm(Common common, Fields fields) {
    this.common = common;
    this.fields = fields;
  }

  Optional<Fault> fault() {
    return Common.first(
        () -> common.tradedFault(fields, fields),
        () ->
            Common.fault(
                !fields.textOr(QuoteType.FIELD, "1").equals("1"),
                VenueCode.UNSUPPORTED_TYPE,
                "537 must be 1"),
        () ->
            Common.fault(
                !isSided(BidPx.FIELD, BidSize.FIELD) && !isSided(OfferPx.FIELD, OfferSize.FIELD),
                VenueCode.WRONG_SIDE_OR_SIZE,
                "132 or 133 is needed"),
        () -> sideFault(BidPx.FIELD, BidSize.FIELD),
        () -> sideFault(OfferPx.FIELD, OfferSize.FIELD),
        this::feeFault,
        () ->
            Common.fault(
                fields.time(ValidUntilTime.FIELD).isEmpty(),
                VenueCode.QUOTE_EXPIRES_TOO_EARLY,
                "62 is needed"),
        () -> common.nonceFault(fields));
  }

  private boolean isSided(int priceTag, int sizeTag) {
    return fields.has(priceTag) || fields.has(sizeTag);
  }

  private Optional<Fault> sideFault(int priceTag, int sizeTag) {
    if (!isSided(priceTag, sizeTag)) {
      return Optional.empty();
    }
    return Common.first(
        () ->
            Common.fault(
                fields.decimal(priceTag).flatMap(instrument()::ticks).isEmpty(),
                VenueCode.PRICE_BAND,
                priceTag + " must be a multiple of the tick above 0"),
        () ->
            Common.fault(
                fields.decimal(sizeTag).flatMap(instrument()::lots).isEmpty(),
                VenueCode.QUANTITY,
                sizeTag + " must be a multiple of the lot above 0"));
  }

  private Optional<Fault> feeFault() {
    if (!fields.has(Commission.FIELD) && !fields.has(CommType.FIELD)) {
      return Optional.empty();
    }
    return Common.first(
        () ->
            Common.fault(
                !fields.is(CommType.FIELD, "2"), VenueCode.UNSUPPORTED_TYPE, "13 must be 2"),
        () ->
            Common.fault(
                feeBasisPoints().isEmpty(),
                VenueCode.UNSUPPORTED_TYPE,
                "12 must be 0 to 99.99 percent, two decimals"));
  }

  private Optional<Long> feeBasisPoints() {
    return fields
        .decimal(Commission.FIELD)
        .map(percent -> percent.movePointRight(BASIS_POINT_DIGITS))
        .filter(points -> points.signum() >= 0)
        .filter(points -> points.compareTo(BigDecimal.valueOf(FEE_BASIS_POINTS_MAX)) <= 0)
        .filter(points -> points.setScale(0, RoundingMode.DOWN).compareTo(points) == 0)
        .map(BigDecimal::longValueExact);
  }

  private Instrument instrument() {
    return common.instrument(fields).orElseThrow();
  }

  /** Once there is no fault: one vector for each side; the bid first, where the maker buys. */
  List<Terms> sides() {
    List<Terms> sides = new ArrayList<>(2);
    if (fields.has(BidPx.FIELD)) {
      sides.add(side(false, BidPx.FIELD, BidSize.FIELD));
    }
    if (fields.has(OfferPx.FIELD)) {
      sides.add(side(true, OfferPx.FIELD, OfferSize.FIELD));
    }
    return List.copyOf(sides);
  }

  private Terms side(boolean sells, int priceTag, int sizeTag) {
    return new Terms(
        instrument().number(),
        sells,
        fields.decimal(sizeTag).flatMap(instrument()::lots).orElseThrow(),
        fields.decimal(priceTag).flatMap(instrument()::ticks).orElseThrow(),
        0,
        feeBasisPoints().orElse(0L),
        Optional.empty());
  }

  Instant validUntil() {
    return fields.time(ValidUntilTime.FIELD).orElseThrow();
  }
}
