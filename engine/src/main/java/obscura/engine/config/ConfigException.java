package obscura.engine.config;

/** A configuration that cannot be used; the message is one line that says what is allowed. */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConfigException(String message) {
    super(message);
  }
}
