package obscura.settlement.mirror;

/** A chain does not answer, or not as a vault would; the same may be asked again. */
public final class WitnessException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WitnessException(String message, Throwable cause) {
    super(message, cause);
  }
}
