package obscura.domain;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A pair of tokens that can be traded. Prices are ticks and quantities lots: whole numbers, 1 to
 * 2^62 - 1.
 *
 * @param number the venue's number, from 1; never used twice
 * @param symbol {@code BASE-QUOTE}, Symbol(55)
 * @param chain CAIP-2 id of the settlement chain, e.g. {@code eip155:1}
 * @param assetId CAIP-19 id of the base leg, SecurityID(48) with 22=8
 * @param tick smallest price step, in quote tokens for one base token, above 0
 * @param lot smallest quantity step, in base tokens, above 0
 * @param pricing how a fill of two dark orders is priced
 */
public record Instrument(
    long number,
    String symbol,
    String chain,
    String assetId,
    BigDecimal tick,
    BigDecimal lot,
    PricingRule pricing) {
  /** Prices and quantities are below this many ticks and lots. */
  public static final long LIMIT = 1L << 62;

  private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9]{1,16}-[A-Z0-9]{1,16}");
  private static final BigInteger BIG_LIMIT = BigInteger.valueOf(LIMIT);

  public Instrument {
    if (number < 1) {
      throw new IllegalArgumentException("an instrument's number is 1 or more: " + number);
    }
    if (!isSymbol(symbol)) {
      throw new IllegalArgumentException("a symbol is BASE-QUOTE of A-Z and 0-9: " + symbol);
    }
    if (tick.signum() <= 0 || lot.signum() <= 0) {
      throw new IllegalArgumentException("tick and lot are above 0: " + tick + ", " + lot);
    }
  }

  public static boolean isSymbol(String symbol) {
    return SYMBOL.matcher(symbol).matches();
  }

  public String base() {
    return symbol.substring(0, symbol.indexOf('-'));
  }

  public String quote() {
    return symbol.substring(symbol.indexOf('-') + 1);
  }

  /** The price in ticks; empty if it is not a multiple of the tick or out of range. */
  public Optional<Long> ticks(BigDecimal price) {
    return units(price, tick);
  }

  /** The quantity in lots; empty if it is not a multiple of the lot or out of range. */
  public Optional<Long> lots(BigDecimal quantity) {
    return units(quantity, lot);
  }

  /** The price of that many ticks, in quote tokens for one base token. */
  public BigDecimal price(long ticks) {
    return tick.multiply(BigDecimal.valueOf(ticks));
  }

  /** The quantity of that many lots, in base tokens. */
  public BigDecimal quantity(long lots) {
    return lot.multiply(BigDecimal.valueOf(lots));
  }

  private static Optional<Long> units(BigDecimal amount, BigDecimal step) {
    if (amount.signum() <= 0 || amount.precision() > 40 || Math.abs(amount.scale()) > 40) {
      return Optional.empty();
    }
    BigDecimal[] parts = amount.divideAndRemainder(step);
    if (parts[1].signum() != 0 || parts[0].toBigInteger().compareTo(BIG_LIMIT) >= 0) {
      return Optional.empty();
    }
    return Optional.of(parts[0].longValueExact());
  }
}
