package obscura.settlement.service.port;

import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.core.Fees;

/** The account that pays for transactions. It owns no notes. Any thread. */
public interface TransactionSigner {
  /** Signs. The same draft gives the same transaction. */
  Signed sign(Draft draft);

  /**
   * What is signed.
   *
   * @param call of the contract; unused if it is empty
   */
  record Draft(Attempt.Kind kind, long nonce, long gasLimit, Fees fees, Bytes call) {}

  /** A signed transaction and its hash. */
  record Signed(Bytes raw, Bytes hash) {}
}
