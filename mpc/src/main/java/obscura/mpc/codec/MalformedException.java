package obscura.mpc.codec;

/** Bytes that are not what they should be. */
public final class MalformedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public MalformedException(String message) {
    super(message);
  }
}
