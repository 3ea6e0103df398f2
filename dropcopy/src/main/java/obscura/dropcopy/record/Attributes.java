package obscura.dropcopy.record;

/** Names of attributes that the reports read. Amounts are plain decimal texts, no exponent. */
public final class Attributes {
  /** Open: T, S or C, PrivacyLevel(20007). */
  public static final String PRIVACY = "privacyLevel";

  /** Open: name of the settlement state. */
  public static final String STATE = "state";

  /** Secret: BASE-QUOTE. */
  public static final String SYMBOL = "symbol";

  /** Secret: BUY or SELL. */
  public static final String SIDE = "side";

  /** Secret: base tokens of this fill. */
  public static final String LAST_QTY = "lastQty";

  /** Secret: quote tokens for one base token. */
  public static final String LAST_PX = "lastPx";

  /** Secret: base tokens filled so far. */
  public static final String CUM_QTY = "cumQty";

  /** Secret: base tokens still open. */
  public static final String LEAVES_QTY = "leavesQty";

  /** Secret: average price of the fills so far. */
  public static final String AVG_PX = "avgPx";

  private Attributes() {}
}
