package obscura.engine.adapter.mpc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import obscura.domain.Instrument;
import obscura.mpc.roster.Entry;

/**
 * How instruments settle in the vault that the configuration names.
 *
 * @param chainId by EIP-155
 * @param vault 40 hex digits, lower case
 * @param tokens that it lists, by name
 */
public record VaultRail(long chainId, String vault, Map<String, Token> tokens) {
  private static final int AMOUNT_BITS = 96;

  /** Copies. */
  public VaultRail {
    tokens = Map.copyOf(tokens);
  }

  /**
   * A token.
   *
   * @param address 40 hex digits, lower case
   * @param decimals of its smallest unit
   */
  public record Token(String address, int decimals) {}

  /** An instrument's entry, or why it has none. */
  sealed interface Terms {}

  /** It settles so. */
  record Settles(Entry.Rail entry) implements Terms {}

  /**
   * It does not.
   *
   * @param reason in one line
   */
  record Impossible(String reason) implements Terms {}

  /** How an instrument settles. */
  Terms of(Instrument instrument) {
    if (!instrument.chain().equals("eip155:" + chainId)) {
      return new Impossible("it is of " + instrument.chain() + ", the vault of eip155:" + chainId);
    }
    Token base = tokens.get(instrument.base());
    Token quote = tokens.get(instrument.quote());
    if (base == null || quote == null) {
      return new Impossible(
          "settlement.evm.tokens does not name "
              + (base == null ? instrument.base() : instrument.quote()));
    }
    BigDecimal perLot = instrument.lot().movePointRight(base.decimals());
    BigDecimal perTick =
        instrument.lot().multiply(instrument.tick()).movePointRight(quote.decimals());
    if (!isUnits(perLot) || !isUnits(perTick)) {
      return new Impossible(
          "a lot, and a lot at one tick, must be whole units of %s and %s, below 2^96"
              .formatted(instrument.base(), instrument.quote()));
    }
    return new Settles(
        new Entry.Rail(
            instrument.number(),
            chainId,
            vault,
            base.address(),
            quote.address(),
            perLot.toBigIntegerExact(),
            perTick.toBigIntegerExact()));
  }

  private static boolean isUnits(BigDecimal amount) {
    BigDecimal plain = amount.stripTrailingZeros();
    BigInteger whole = plain.toBigInteger();
    return plain.scale() <= 0 && whole.signum() > 0 && whole.bitLength() <= AMOUNT_BITS;
  }
}
