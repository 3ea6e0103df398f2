package obscura.mpc.api;

/** A party refused a question by one of its own rules; nothing was changed by it. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Rule rule;

  public RefusedException(Rule rule, String message) {
    super(message);
    this.rule = rule;
  }

  public Rule rule() {
    return rule;
  }
}
