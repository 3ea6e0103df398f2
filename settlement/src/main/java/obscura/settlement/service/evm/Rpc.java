package obscura.settlement.service.evm;

import java.io.IOException;
import obscura.settlement.service.port.UnavailableException;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;

/** Asks an endpoint; what it cannot or will not answer is unavailable. */
final class Rpc {
  private Rpc() {}

  /** An answer, which may be an error of the endpoint's. */
  static <T extends Response<?>> T ask(Request<?, T> request) {
    try {
      return request.send();
    } catch (IOException | RuntimeException failed) {
      throw new UnavailableException(
          request.getMethod() + ": " + failed.getClass().getSimpleName(), failed);
    }
  }

  /** An answer that is no error. */
  static <T extends Response<?>> T answer(Request<?, T> request) {
    T response = ask(request);
    if (response.hasError()) {
      throw new UnavailableException(
          request.getMethod() + ": error " + response.getError().getCode());
    }
    return response;
  }
}
