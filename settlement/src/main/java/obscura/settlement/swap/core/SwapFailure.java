package obscura.settlement.swap.core;

/** Why a swap was given up. */
public enum SwapFailure {
  /** It was not. */
  NONE,
  /** The parties sign no batch with this lock. */
  REFUSED,
  /** A lock was handed in and did not come in time. */
  NOT_LOCKED,
  /** Time ran out before both locks were final. */
  LATE
}
