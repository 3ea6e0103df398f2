package obscura.engine.fix.outbound;

import java.util.Optional;
import obscura.domain.VenueCode;

/** The standard reason fields that stand beside a VenueCode. */
final class Reasons {
  private static final int OTHER = 99;

  private Reasons() {}

  /** OrdRejReason(103). */
  static int orderReject(VenueCode code) {
    return switch (code) {
      case UNKNOWN_SYMBOL, CHAIN_NOT_SUPPORTED -> 1;
      case HALTED, OUTSIDE_SESSION -> 2;
      case CREDIT_LIMIT, THROTTLE_ALL, THROTTLE_REQUESTS, THROTTLE_ORDERS, THROTTLE_QUOTES -> 3;
      case QUOTE_EXPIRED -> 4;
      case UNKNOWN_QUOTE, UNKNOWN_ORDER -> 5;
      case DUPLICATE_ID -> 6;
      case STALE_TIME -> 8;
      case UNSUPPORTED_TYPE, EXPIRY -> 11;
      case QUANTITY, MIN_QTY, SIZE_DIFFERS -> 13;
      default -> OTHER;
    };
  }

  /** ExecRestatementReason(378) of a cancel or change that the owner did not ask for. */
  static Optional<Integer> restatement(VenueCode code) {
    return switch (code) {
      case CANCEL_ON_DISCONNECT -> Optional.of(4);
      case HALTED -> Optional.of(6);
      case ENGINE_UNAVAILABLE -> Optional.of(7);
      case OPERATOR -> Optional.of(8);
      default -> Optional.empty();
    };
  }

  /** BusinessRejectReason(380). */
  static int businessReject(VenueCode code) {
    return switch (code) {
      case UNKNOWN_SYMBOL -> 2;
      case UNSUPPORTED_TYPE -> 3;
      case ENGINE_UNAVAILABLE, THROTTLE_ALL, THROTTLE_REQUESTS, THROTTLE_ORDERS, THROTTLE_QUOTES ->
          4;
      case NOT_PERMITTED, FIRM_SUSPENDED -> 6;
      case UNKNOWN_ORDER, UNKNOWN_QUOTE -> 1;
      default -> 0;
    };
  }
}
