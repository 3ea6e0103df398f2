package obscura.desk.wallet;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.EthereumAddress;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;

/** A token's contract (ERC-20). Amounts are in its smallest unit. */
final class Erc20 {
  private static final int WORD = 32;

  private final Web3j node;
  private final Bytes token;

  Erc20(Web3j node, Bytes token) {
    this.node = node;
    this.token = token;
  }

  EthereumAddress address() {
    return EthereumAddress.of(token.array());
  }

  BigInteger balanceOf(EthereumAddress account) throws IOException {
    return ask("balanceOf", address(account));
  }

  /** How much a spender may take from an owner. */
  BigInteger allowance(EthereumAddress owner, EthereumAddress spender) throws IOException {
    return ask("allowance", address(owner), address(spender));
  }

  /** The call that lets a spender take so much of the sender's. */
  static Bytes approve(EthereumAddress spender, BigInteger units) {
    return Bytes.hex(encoded("approve", address(spender), new Uint256(units)));
  }

  private BigInteger ask(String function, Type<?>... arguments) throws IOException {
    EthCall answer =
        node.ethCall(
                Transaction.createEthCallTransaction(
                    null, token.toString(), encoded(function, arguments)),
                DefaultBlockParameterName.LATEST)
            .send();
    Bytes word = answer.hasError() ? Bytes.zeros(0) : Bytes.hex(answer.getValue());
    if (word.length() != WORD) {
      throw new RefusedException("no token is at " + address());
    }
    return new BigInteger(1, word.array());
  }

  private static Address address(EthereumAddress account) {
    return new Address(account.toString());
  }

  private static String encoded(String function, Type<?>... arguments) {
    return FunctionEncoder.encode(new Function(function, List.of(arguments), List.of()));
  }
}
