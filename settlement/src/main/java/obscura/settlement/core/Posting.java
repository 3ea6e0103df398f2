package obscura.settlement.core;

import java.math.BigDecimal;

/**
 * A change of one account.
 *
 * @param amount above 0 comes in, below 0 goes out
 */
public record Posting(Account account, String token, BigDecimal amount) {
  /** Checks token and amount. */
  public Posting {
    token = Tokens.checked(token);
    amount = Amounts.checked(amount);
    if (amount.signum() == 0) {
      throw new IllegalArgumentException("a posting moves something");
    }
  }

  /** Shows no amount. */
  @Override
  public String toString() {
    return token + " " + account;
  }
}
