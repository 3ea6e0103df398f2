package obscura.engine.fix.outbound;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import obscura.domain.Instrument;
import obscura.engine.port.Terms;

/**
 * What an order's revealed values and fills amount to: CumQty(14), LeavesQty(151), AvgPx(6). {@link
 * #toString} tells none.
 *
 * @param fills what counts
 * @param busted fills whose trade failed: they took of the order, but do not count
 * @param open whether the rest can still be filled
 */
record Amounts(
    Instrument instrument, Terms terms, List<Terms> fills, List<Terms> busted, boolean open) {
  private static final int FRACTION_DIGITS_MAX = 18;

  long cumLots() {
    return lots(fills);
  }

  private static long lots(List<Terms> of) {
    return of.stream().mapToLong(Terms::lots).sum();
  }

  String cumQty() {
    return quantity(cumLots());
  }

  String leavesQty() {
    return open ? quantity(Math.max(0, terms.lots() - cumLots() - lots(busted))) : "0";
  }

  /** The mean price of the fills by quantity, at most 18 fraction digits, half up. */
  String avgPx() {
    long lots = cumLots();
    if (lots == 0) {
      return "0";
    }
    BigInteger sum = BigInteger.ZERO;
    for (Terms fill : fills) {
      sum = sum.add(BigInteger.valueOf(fill.lots()).multiply(BigInteger.valueOf(fill.ticks())));
    }
    return plain(
        instrument
            .tick()
            .multiply(new BigDecimal(sum))
            .divide(BigDecimal.valueOf(lots), FRACTION_DIGITS_MAX, RoundingMode.HALF_UP));
  }

  String quantity(long lots) {
    return plain(instrument.quantity(lots));
  }

  String price(long ticks) {
    return plain(instrument.price(ticks));
  }

  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }

  @Override
  public String toString() {
    return "Amounts[sealed]";
  }
}
