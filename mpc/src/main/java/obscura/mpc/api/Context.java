package obscura.mpc.api;

/**
 * What a plain value means. Values of different contexts never meet in one operation, and the
 * context is part of the record that the gateway signs (the client's document 001, "Encryption
 * Context").
 */
public enum Context {
  QUOTE_TOKEN_PAIR("obscura.rfq.quote.token_pair"),
  QUOTE_AMOUNT("obscura.rfq.quote.amount"),
  QUOTE_PRICE("obscura.rfq.quote.price"),
  QUOTE_LIQUIDITY("obscura.rfq.quote.liquidity"),
  QUOTE_FEE("obscura.rfq.quote.fee"),
  ORDER_TOKEN_PAIR("obscura.darkpool.order.token_pair"),
  ORDER_AMOUNT("obscura.darkpool.order.amount"),
  ORDER_PRICE("obscura.darkpool.order.price"),
  ORDER_SIDE("obscura.darkpool.order.side"),
  CHAT_MESSAGE("obscura.chat.message"),
  CHAT_SESSION_KEY("obscura.chat.session_key");

  private final String label;

  Context(String label) {
    this.label = label;
  }

  /** The name that is signed. */
  public String label() {
    return label;
  }
}
