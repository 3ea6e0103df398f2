package obscura.devchain;

import org.jspecify.annotations.Nullable;

/**
 * A request that the chain refuses, with the code and words of a JSON-RPC error as geth gives it.
 */
public final class DevChainException extends RuntimeException {
  /** The request itself makes no sense. */
  static final int INVALID_PARAMS = -32602;

  static final int UNKNOWN_METHOD = -32601;

  /** A transaction that the pool does not take, or an execution that failed. */
  static final int REFUSED = -32000;

  /** An execution that the contract itself reverted; the data says why. */
  static final int REVERTED = 3;

  private final int code;
  private final @Nullable String data;

  DevChainException(int code, String message) {
    this(code, message, null);
  }

  DevChainException(int code, String message, @Nullable String data) {
    super(message);
    this.code = code;
    this.data = data;
  }

  /** The JSON-RPC code. */
  public int code() {
    return code;
  }

  /** What a reverting contract returned, in hexadecimal; otherwise null. */
  public @Nullable String data() {
    return data;
  }
}
