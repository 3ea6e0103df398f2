package obscura.settlement.service.evm;

import java.math.BigInteger;
import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.evm.PlacedNote;
import obscura.settlement.service.notes.VaultView;
import obscura.settlement.service.port.UnavailableException;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.Transaction;

/** The vault's state by one endpoint. Any thread. */
public final class EvmVaultView implements VaultView {
  private final Web3j web3j;
  private final Bytes contract;

  public EvmVaultView(Web3j web3j, Bytes contract) {
    this.web3j = web3j;
    this.contract = contract;
  }

  @Override
  public boolean isUnspent(Bytes id, PlacedNote note) {
    return call(
                "isUnspent",
                new Bytes32(id.array()),
                new Uint64(new BigInteger(Long.toUnsignedString(note.place().batch()))),
                new Uint32(note.place().index()),
                new DynamicArray<>(
                    Bytes32.class,
                    note.path().stream().map(sibling -> new Bytes32(sibling.array())).toList()))
            .signum()
        == 1;
  }

  @Override
  public long permitsEndAt(Bytes id) {
    return call("permitsEndAt", new Bytes32(id.array())).longValueExact();
  }

  @Override
  public long epoch() {
    return call("epoch").longValueExact();
  }

  private BigInteger call(String function, Type<?>... arguments) {
    String data =
        FunctionEncoder.encode(
            new Function(function, List.of(arguments), List.of(new TypeReference<Uint256>() {})));
    String answer =
        Rpc.answer(
                web3j.ethCall(
                    Transaction.createEthCallTransaction(null, contract.toString(), data),
                    DefaultBlockParameterName.LATEST))
            .getValue();
    Bytes word = Bytes.hex(answer);
    if (word.length() != Bytes32.MAX_BYTE_LENGTH) {
      throw new UnavailableException("the contract is not there");
    }
    return new BigInteger(1, word.array());
  }
}
