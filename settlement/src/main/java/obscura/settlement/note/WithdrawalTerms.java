package obscura.settlement.note;

import java.math.BigInteger;
import obscura.settlement.crypto.Bytes;

/**
 * How an owner leaves.
 *
 * @param recipient address, or on Solana a token account
 * @param fee what the one who hands the request in gets, in the token's smallest unit; 0 or more,
 *     below 2^96 (Solana: 2^64)
 * @param deadlineSeconds until when it may be handed in, since 1970
 */
public record WithdrawalTerms(Bytes recipient, BigInteger fee, long deadlineSeconds) {
  /**
   * Checks signs.
   *
   * @throws IllegalArgumentException if fee or deadline is negative
   */
  public WithdrawalTerms {
    if (fee.signum() < 0 || deadlineSeconds < 0) {
      throw new IllegalArgumentException("fee and deadline are not negative");
    }
  }
}
