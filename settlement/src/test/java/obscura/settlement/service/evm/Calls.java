package obscura.settlement.service.evm;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import obscura.settlement.crypto.Bytes;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint64;

/** What tests ask contracts by themselves. */
final class Calls {
  private Calls() {}

  static String approve(String spender, BigInteger units) {
    return encoded("approve", new Address(spender), new Uint256(units));
  }

  static BigInteger balance(Anvil anvil, Bytes token, Bytes owner) {
    return number(anvil, token, encoded("balanceOf", new Address(owner.toString())));
  }

  static boolean isSettled(Anvil anvil, Bytes vault, long trade) {
    return number(anvil, vault, encoded("isSettled", new Uint64(BigInteger.valueOf(trade))))
            .signum()
        == 1;
  }

  static Bytes root(Anvil anvil, Bytes vault, long batch) {
    return Bytes.hex(call(anvil, vault, encoded("roots", new Uint64(BigInteger.valueOf(batch)))));
  }

  private static BigInteger number(Anvil anvil, Bytes to, String data) {
    return new BigInteger(1, Bytes.hex(call(anvil, to, data)).array());
  }

  private static String call(Anvil anvil, Bytes to, String data) {
    return (String) anvil.ask("eth_call", Map.of("to", to.toString(), "input", data), "latest");
  }

  private static String encoded(String function, Type<?>... arguments) {
    return FunctionEncoder.encode(new Function(function, List.of(arguments), List.of()));
  }
}
