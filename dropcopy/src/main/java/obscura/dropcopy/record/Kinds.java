package obscura.dropcopy.record;

/** The kinds of records that the venue writes. A kind never changes its meaning. */
public final class Kinds {
  public static final String REQUEST_ACCEPTED = "REQUEST_ACCEPTED";
  public static final String REQUEST_REFUSED = "REQUEST_REFUSED";
  public static final String REQUEST_CLOSED = "REQUEST_CLOSED";
  public static final String QUOTE_ACCEPTED = "QUOTE_ACCEPTED";
  public static final String QUOTE_REFUSED = "QUOTE_REFUSED";
  public static final String QUOTE_ENDED = "QUOTE_ENDED";
  public static final String QUOTE_SHOWN = "QUOTE_SHOWN";
  public static final String ORDER_ACCEPTED = "ORDER_ACCEPTED";
  public static final String ORDER_REFUSED = "ORDER_REFUSED";
  public static final String ORDER_CANCELLED = "ORDER_CANCELLED";
  public static final String ORDER_EXPIRED = "ORDER_EXPIRED";
  public static final String ORDER_REPLACED = "ORDER_REPLACED";
  public static final String ORDER_RESTATED = "ORDER_RESTATED";
  public static final String ORDER_PENDING = "ORDER_PENDING";
  public static final String CANCEL_REFUSED = "CANCEL_REFUSED";

  /** One for each side of a trade; both name the same trade. */
  public static final String FILL = "FILL";

  /** A trade reached the state in {@link Attributes#STATE}. */
  public static final String SETTLEMENT = "SETTLEMENT";

  public static final String SESSION = "SESSION";
  public static final String ACCESS = "ACCESS";

  /** A command of the venue's operator. */
  public static final String OPERATOR = "OPERATOR";

  private Kinds() {}
}
