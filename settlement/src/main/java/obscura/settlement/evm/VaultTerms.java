package obscura.settlement.evm;

import java.time.Duration;
import java.util.List;
import obscura.settlement.sip.EthereumAddress;

/**
 * What a vault is deployed with, for ever.
 *
 * @param guardian may pause deposits and batches; an account, or a contract
 * @param signers the three parties' first keys
 * @param batchLifetime no batch may name a deadline further away
 * @param withdrawalDelay longer than that
 * @param signerDelay longer than that
 */
public record VaultTerms(
    EthereumAddress guardian,
    List<EthereumAddress> signers,
    Duration batchLifetime,
    Duration withdrawalDelay,
    Duration signerDelay) {
  /** Parties. */
  public static final int SIGNERS = 3;

  /**
   * Copies, and checks.
   *
   * @throws IllegalArgumentException if there are not three different signers, or the delays do not
   *     grow
   */
  public VaultTerms {
    signers = List.copyOf(signers);
    if (signers.size() != SIGNERS || signers.stream().distinct().count() != SIGNERS) {
      throw new IllegalArgumentException("there are three different signers");
    }
    if (batchLifetime.toSeconds() <= 0
        || withdrawalDelay.compareTo(batchLifetime) <= 0
        || signerDelay.compareTo(withdrawalDelay) <= 0) {
      throw new IllegalArgumentException(
          "batch lifetime, withdrawal delay and signer delay grow, from a second on");
    }
  }
}
