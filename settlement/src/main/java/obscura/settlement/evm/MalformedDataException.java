package obscura.settlement.evm;

/** Bytes of a chain that are not what they should be: a call, an event. They are public. */
public final class MalformedDataException extends RuntimeException {
  MalformedDataException(String message) {
    super(message);
  }

  MalformedDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
