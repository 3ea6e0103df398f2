package obscura.settlement.solana.rpc;

import java.io.IOException;

/** A node answered a request with an error. */
public final class RpcRefusedException extends IOException {
  private final int code;

  RpcRefusedException(int code, String message) {
    super("error " + code + ": " + message);
    this.code = code;
  }

  /** JSON-RPC's code. */
  public int code() {
    return code;
  }
}
