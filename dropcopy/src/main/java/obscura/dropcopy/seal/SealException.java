package obscura.dropcopy.seal;

/**
 * A key file is unusable, or sealed values do not open with this key. Names no value and no key.
 */
public final class SealException extends RuntimeException {
  public SealException(String message) {
    super(message);
  }

  public SealException(String message, Throwable cause) {
    super(message, cause);
  }
}
