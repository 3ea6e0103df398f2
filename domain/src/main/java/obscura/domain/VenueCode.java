package obscura.domain;

/**
 * VenueCode(20040): one precise reason each; a code never changes its meaning (rules of engagement
 * 7).
 */
public enum VenueCode {
  ENGINE_UNAVAILABLE(100, "confidential engine not available, nothing was accepted"),
  UNKNOWN_SYMBOL(101, "symbol unknown or not on that chain"),
  HALTED(102, "venue or symbol halted"),
  OUTSIDE_SESSION(103, "outside the session"),
  NOT_PERMITTED(201, "not permitted for this CompID"),
  CREDIT_LIMIT(202, "credit or exposure limit"),
  SETTLEMENT_DATA_MISSING(203, "settlement data missing"),
  CHAIN_NOT_SUPPORTED(204, "chain not supported"),
  PRIVACY_NOT_OFFERED(205, "privacy level not offered"),
  FIRM_SUSPENDED(206, "firm suspended"),
  UNKNOWN_QUOTE(301, "unknown quote"),
  QUOTE_EXPIRED(302, "quote expired"),
  PRICE_DIFFERS(303, "price differs from the quote"),
  ALREADY_ACCEPTED(304, "quote already accepted"),
  SIZE_DIFFERS(305, "size differs from the quote"),
  QUOTE_EXPIRES_TOO_EARLY(310, "quote expires before window and hold end"),
  WINDOW_CLOSED(311, "window closed"),
  ACCEPTED_ALREADY(312, "quote already accepted, the trade stands"),
  WRONG_SIDE_OR_SIZE(313, "quote on the wrong side or size"),
  NOT_ENOUGH_OFFERED(314, "not enough offered"),
  OUTSIDE_ORACLE_BAND(315, "worse than the oracle band allows"),
  STALE_TIME(400, "stale or future TransactTime"),
  PRICE_BAND(401, "price outside the band or not a multiple of the tick"),
  QUANTITY(402, "quantity not a multiple or below minimum"),
  MIN_QTY(403, "MinQty above OrderQty"),
  EXPIRY(404, "GTD missing, past or too far"),
  UNSUPPORTED_TYPE(405, "unsupported order type or TIF"),
  OWN_FIRM(406, "would have met an order of its own firm"),
  DUPLICATE_ID(407, "duplicate ClOrdID, QuoteReqID or QuoteID"),
  NOT_FILLABLE(408, "FOK not fillable or IOC rest"),
  UNKNOWN_ORDER(501, "unknown order"),
  LOCKED_IN_MATCH(502, "locked in a match round"),
  SCREENING_PENDING(601, "screening pending"),
  SCREENING_REFUSED(602, "screening refused"),
  SIGNATURE_MISSING(701, "signature missing"),
  SIGNATURE_WRONG(702, "signature wrong"),
  KEY_REUSED(703, "one-time index already used"),
  KEY_UNKNOWN(704, "key unknown, revoked or exhausted"),
  NONCE(710, "nonce not increasing"),
  SEAL_DOES_NOT_OPEN(720, "sealed value does not open"),
  COMMITMENT_DIFFERS(721, "commitment differs"),
  SEALED_RANGE(722, "sealed field out of range"),
  SEAL_KEY_EXPIRED(723, "seal key expired"),
  THROTTLE_ALL(801, "throttled: application messages"),
  THROTTLE_REQUESTS(802, "throttled: quote requests"),
  THROTTLE_ORDERS(803, "throttled: orders"),
  THROTTLE_QUOTES(804, "throttled: quotes"),
  TOO_MANY_REQUESTS(805, "too many open RFQs"),
  CANCEL_ON_DISCONNECT(901, "cancel on disconnect"),
  OPERATOR(902, "cancelled by the venue's operator");

  private final int code;
  private final String text;

  VenueCode(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** The value of field 20040. */
  public int code() {
    return code;
  }

  /** The meaning, as it leads Text(58) after the number. */
  public String text() {
    return text;
  }

  /** The number and the meaning: what a DIRECT session reads in Text(58). */
  @Override
  public String toString() {
    return code + " " + text;
  }
}
