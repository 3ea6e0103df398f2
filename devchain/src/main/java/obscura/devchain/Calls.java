package obscura.devchain;

import io.horizen.evm.Address;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/** eth_call and eth_estimateGas. */
final class Calls {
  /** An estimate may be this part above the truth: 1/64, as with geth. */
  private static final int ESTIMATE_TOLERANCE = 64;

  private final DevChain chain;

  Calls(DevChain chain) {
    this.chain = chain;
  }

  String call(JsonNode asked, Block after) {
    return JsonRpc.hex(
        successful(chain.call(read(asked, limit(asked)), after)).result().returnData);
  }

  /** The least limit, up to a tolerance, with which the call succeeds. */
  BigInteger estimate(JsonNode asked) {
    BigInteger enough = limit(asked);
    successful(chain.call(read(asked, enough), chain.head()));
    BigInteger tooLittle =
        IntrinsicGas.of(read(asked, enough).data(), read(asked, enough).to() == null)
            .subtract(BigInteger.ONE);
    while (enough
            .subtract(tooLittle)
            .multiply(BigInteger.valueOf(ESTIMATE_TOLERANCE))
            .compareTo(enough)
        > 0) {
      BigInteger middle = enough.add(tooLittle).shiftRight(1);
      if (chain.call(read(asked, middle), chain.head()).success()) {
        enough = middle;
      } else {
        tooLittle = middle;
      }
    }
    return enough;
  }

  private static BigInteger limit(JsonNode asked) {
    return asked.hasNonNull("gas")
        ? JsonRpc.quantity(asked.path("gas").asString()).min(DevChain.BLOCK_GAS)
        : DevChain.BLOCK_GAS;
  }

  private static Executor.Call read(JsonNode asked, BigInteger limit) {
    String data = asked.path("input").asString(asked.path("data").asString("0x"));
    Executor.Call call =
        new Executor.Call(
            asked.hasNonNull("from")
                ? JsonRpc.address(asked.path("from").asString())
                : Address.ZERO,
            asked.hasNonNull("to") ? JsonRpc.address(asked.path("to").asString()) : null,
            asked.hasNonNull("value")
                ? JsonRpc.quantity(asked.path("value").asString())
                : BigInteger.ZERO,
            Numeric.hexStringToByteArray(data),
            limit);
    if (limit.compareTo(IntrinsicGas.of(call.data(), call.to() == null)) < 0) {
      throw new DevChainException(DevChainException.REFUSED, "intrinsic gas too low");
    }
    return call;
  }

  private static Executor.Outcome successful(Executor.Outcome outcome) {
    if (outcome.success()) {
      return outcome;
    }
    byte @Nullable [] reason = outcome.result().returnData;
    if (outcome.result().reverted) {
      throw new DevChainException(
          DevChainException.REVERTED, "execution reverted", JsonRpc.hex(reason));
    }
    throw new DevChainException(DevChainException.REFUSED, outcome.result().executionError);
  }
}
