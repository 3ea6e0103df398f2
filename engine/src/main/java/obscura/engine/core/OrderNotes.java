package obscura.engine.core;

/**
 * Fields of an order that are echoed or kept for compliance and that matching does not look at;
 * empty strings where the client sent none.
 *
 * @param account Account(1)
 * @param capacity OrderCapacity(528)
 * @param trader SenderSubID(50), or the party with role 11
 * @param client the party with role 3
 */
public record OrderNotes(String account, String capacity, String trader, String client) {
  public static final OrderNotes NONE = new OrderNotes("", "", "", "");
}
