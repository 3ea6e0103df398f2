package obscura.desk.wallet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;

/**
 * How a token is called, and its amounts are written.
 *
 * @param name of the vault's file, or the address
 * @param decimals digits behind the point
 */
record Token(String name, Bytes address, int decimals) {
  static final int DECIMALS_MAX = 36;

  /** Units in tokens, in plain digits. */
  String text(BigInteger units) {
    return units.signum() == 0
        ? "0"
        : new BigDecimal(units, decimals).stripTrailingZeros().toPlainString();
  }

  /** Tokens in units; empty if the token has no such fraction. */
  Optional<BigInteger> units(BigDecimal tokens) {
    BigDecimal scaled = tokens.movePointRight(decimals).stripTrailingZeros();
    return scaled.scale() > 0 ? Optional.empty() : Optional.of(scaled.toBigIntegerExact());
  }
}
