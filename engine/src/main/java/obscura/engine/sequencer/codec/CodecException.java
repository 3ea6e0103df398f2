package obscura.engine.sequencer.codec;

/** Bytes that this version cannot read, or a type that the schema does not name. */
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public CodecException(String message) {
    super(message);
  }

  public CodecException(String message, Throwable cause) {
    super(message, cause);
  }
}
