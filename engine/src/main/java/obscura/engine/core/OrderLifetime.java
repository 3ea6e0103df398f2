package obscura.engine.core;

/** How long an incoming order may look for contras. */
public enum OrderLifetime {
  RESTS,
  IMMEDIATE_OR_CANCEL,
  FILL_OR_KILL
}
