package obscura.settlement.service.port;

import obscura.settlement.service.core.Attempt;

/**
 * Where signed transactions go: the public pool, or a private relay and never the pool. What is
 * sent again is no harm.
 */
public interface TransactionOutlet {
  /**
   * Hands a transaction out.
   *
   * @return what was answered
   * @throws UnavailableException if nobody took it
   */
  Answer send(Attempt attempt);

  /** An answer to a transaction. */
  enum Answer {
    /** Taken now or before. */
    TAKEN,
    /** Its nonce is used. */
    NONCE_USED,
    /** It pays too little, or too little more than what it replaces. */
    UNDERPRICED,
    /** The account cannot pay it. */
    NO_FUNDS,
    /** Refused for another reason. */
    REFUSED
  }
}
