package obscura.settlement.service.core;

/**
 * Something that an operator should look at. It names no amount.
 *
 * @param batch the batch, or 0
 * @param text what was seen
 */
public record Alert(Kind kind, long batch, String text) {
  /** Kinds of alerts. */
  public enum Kind {
    /** Something was put in front of a batch in its block. */
    FRONT_RUN,
    /** Somebody else handed the batch in. */
    HANDED_IN_BY_ANOTHER,
    /** A nonce was taken by a transaction that is not ours. */
    NONCE_TAKEN,
    /** A batch was in a block that is no longer of the chain. */
    REORGANISED,
    /** A batch was reverted, or would be. */
    REVERTED,
    /** An instruction is not what the orders say, or moves what this chain does not have. */
    INSTRUCTION_DIFFERS,
    /** Fees are above the configured share of a trade. */
    FEE_SHARE,
    /** The market is above the cap: nothing is sent. */
    FEE_CAP,
    /** Endpoints contradict each other. */
    ENDPOINTS_DISAGREE,
    /** Nothing is known of the chain, or a transaction cannot be handed out. */
    UNREACHABLE,
    /** The service, or what it works with, made a mistake; the log names it. */
    FAULT,
    /** What was taken for final is no longer of the chain: a person has to look. */
    DEEP_REORGANISATION,
    /** The account that pays for transactions has little left. */
    PAYER_LOW
  }
}
