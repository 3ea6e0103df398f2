package obscura.engine.core;

import obscura.domain.TimeInForce;

/** How long an incoming order may look for contras. */
public enum OrderLifetime {
  RESTS,
  IMMEDIATE_OR_CANCEL,
  FILL_OR_KILL;

  /** How long an order of this time in force looks: day and good-till-date orders rest. */
  public static OrderLifetime of(TimeInForce timeInForce) {
    return switch (timeInForce) {
      case DAY, GOOD_TILL_DATE -> RESTS;
      case IMMEDIATE_OR_CANCEL -> IMMEDIATE_OR_CANCEL;
      case FILL_OR_KILL -> FILL_OR_KILL;
    };
  }
}
