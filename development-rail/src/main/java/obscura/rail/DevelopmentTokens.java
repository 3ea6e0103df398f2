package obscura.rail;

import java.io.IOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import obscura.devchain.DevToken;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.EvmAccount;
import obscura.settlement.evm.VaultCalls;
import obscura.settlement.service.core.ChainTokens;
import obscura.settlement.sip.EthereumAddress;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;

/** The tokens of the demo's instruments, with the decimals that the real ones have. */
final class DevelopmentTokens {
  private static final Map<String, Integer> DECIMALS =
      Map.of("WETH", 18, "WBTC", 8, "SOL", 9, "USDC", 6);

  /**
   * So much of each token is minted to the rail, in whole tokens: a billion for a million firms.
   */
  private static final BigInteger MINTED = BigInteger.TEN.pow(15);

  private DevelopmentTokens() {}

  /** Deploys, mints to the account, lets the vault take it, and lists it there. */
  static ChainTokens deploy(String chain, EvmAccount account, EthereumAddress vault)
      throws IOException, InterruptedException {
    Map<String, ChainTokens.Token> tokens = new LinkedHashMap<>();
    for (Map.Entry<String, Integer> each : DECIMALS.entrySet()) {
      String symbol = each.getKey();
      int decimals = each.getValue();
      EthereumAddress token =
          account.deploy(Bytes.hex(DevToken.creation(symbol, symbol, decimals)));
      BigInteger units = MINTED.multiply(BigInteger.TEN.pow(decimals));
      account.execute(token, Bytes.hex(DevToken.mint(account.address().toString(), units)));
      account.execute(token, approve(vault, units));
      account.execute(vault, VaultCalls.listToken(token));
      tokens.put(symbol, new ChainTokens.Token(Bytes.of(token.bytes()), decimals));
    }
    return new ChainTokens(chain, tokens);
  }

  private static Bytes approve(EthereumAddress vault, BigInteger units) {
    return Bytes.hex(
        FunctionEncoder.encode(
            new Function(
                "approve", List.of(new Address(vault.toString()), new Uint256(units)), List.of())));
  }
}
