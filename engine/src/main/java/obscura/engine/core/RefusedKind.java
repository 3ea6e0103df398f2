package obscura.engine.core;

/** Which message a refusal answers, and so with which message it is told. */
public enum RefusedKind {
  /** NewOrderSingle(D), told by 8. */
  ORDER,
  /** OrderCancelRequest(F), told by 9. */
  CANCEL,
  /** OrderCancelReplaceRequest(G), told by 9. */
  REPLACE,
  /** QuoteRequest(R), told by AG. */
  REQUEST,
  /** Quote(S), told by AI. */
  QUOTE,
  /** OrderMassCancelRequest(q), told by r. */
  MASS_CANCEL,
  /** Anything else, told by j. */
  OTHER
}
