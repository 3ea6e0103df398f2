package obscura.settlement.solana.rpc;

import java.io.IOException;
import java.util.Optional;
import obscura.settlement.solana.SipError;
import tools.jackson.databind.JsonNode;

/** Errors as nodes write them. */
final class Refusals {
  private static final int TRIED_AND_FAILED = -32002;

  private Refusals() {}

  static IOException of(String method, JsonNode error) {
    int code = error.path("code").asInt(0);
    String message = method + ": " + error.path("message").asString("");
    JsonNode failure = error.path("data").path("err");
    return code == TRIED_AND_FAILED && !failure.isMissingNode()
        ? new TransactionRefusedException(reason(failure), program(failure))
        : new RpcRefusedException(code, message);
  }

  private static String reason(JsonNode failure) {
    return failure.isString() ? failure.asString() : failure.toString();
  }

  /** {@code {"InstructionError": [place, {"Custom": code}]}}. */
  private static Optional<SipError> program(JsonNode failure) {
    JsonNode custom = failure.path("InstructionError").path(1).path("Custom");
    return custom.isInt() ? SipError.of(custom.asInt()) : Optional.empty();
  }
}
