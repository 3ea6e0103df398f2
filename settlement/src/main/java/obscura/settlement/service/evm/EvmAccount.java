package obscura.settlement.service.evm;

import java.math.BigInteger;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.crypto.Hash;
import obscura.settlement.service.core.Attempt;
import obscura.settlement.service.port.TransactionSigner;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/** The account that pays for settlements, with transactions of EIP-1559. Any thread. */
public final class EvmAccount implements TransactionSigner {
  private final Credentials credentials;
  private final long chainId;
  private final String contract;

  /**
   * Takes the account's key.
   *
   * @param chainId by EIP-155
   * @param contract whom settlements call
   */
  public EvmAccount(Credentials credentials, long chainId, Bytes contract) {
    this.credentials = credentials;
    this.chainId = chainId;
    this.contract = contract.toString();
  }

  /** Its address. */
  public Bytes address() {
    return Bytes.hex(credentials.getAddress());
  }

  @Override
  public Signed sign(Draft draft) {
    boolean settles = draft.kind() == Attempt.Kind.SETTLE;
    RawTransaction transaction =
        RawTransaction.createTransaction(
            chainId,
            BigInteger.valueOf(draft.nonce()),
            BigInteger.valueOf(draft.gasLimit()),
            settles ? contract : credentials.getAddress(),
            BigInteger.ZERO,
            settles ? draft.call().toString() : "0x",
            draft.fees().tipPerGas(),
            draft.fees().maxPerGas());
    byte[] raw = TransactionEncoder.signMessage(transaction, credentials);
    return new Signed(Bytes.of(raw), Bytes.of(Hash.keccak256(raw)));
  }

  /** Shows the address only. */
  @Override
  public String toString() {
    return "EvmAccount[" + credentials.getAddress() + "]";
  }
}
