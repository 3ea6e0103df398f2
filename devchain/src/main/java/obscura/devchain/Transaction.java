package obscura.devchain;

import io.horizen.evm.Address;
import io.horizen.evm.Hash;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.SignedRawTransaction;
import org.web3j.crypto.TransactionDecoder;
import org.web3j.crypto.transaction.type.Transaction1559;
import org.web3j.utils.Numeric;

/**
 * A signed transaction, decoded: legacy or EIP-1559, without access lists.
 *
 * @param to null if it makes a contract
 * @param maxFee wei for each unit of gas at most, the base fee included
 * @param maxTip of it, wei for the one who makes the block
 * @param type 0 or 2
 */
record Transaction(
    Hash hash,
    Address from,
    @Nullable Address to,
    BigInteger nonce,
    BigInteger value,
    byte[] data,
    BigInteger gasLimit,
    BigInteger maxFee,
    BigInteger maxTip,
    int type,
    SignedRawTransaction signed,
    byte[] raw) {

  /**
   * Decodes what a wallet sends.
   *
   * @throws DevChainException if it is no signed transaction of a known kind, or for another chain
   */
  static Transaction decode(String hex, long chainId) {
    RawTransaction decoded;
    try {
      decoded = TransactionDecoder.decode(hex);
    } catch (RuntimeException malformed) {
      throw new DevChainException(DevChainException.INVALID_PARAMS, "not a transaction");
    }
    if (!(decoded instanceof SignedRawTransaction signed)) {
      throw new DevChainException(DevChainException.INVALID_PARAMS, "not signed");
    }
    return of(signed, Numeric.hexStringToByteArray(hex), chainId);
  }

  private static Transaction of(SignedRawTransaction signed, byte[] raw, long chainId) {
    boolean dynamic = signed.getTransaction() instanceof Transaction1559;
    if (!dynamic && !signed.getType().isLegacy()) {
      throw new DevChainException(DevChainException.REFUSED, "transaction type not supported");
    }
    Long its = dynamic ? Long.valueOf(type2(signed).getChainId()) : signed.getChainId();
    if (!Objects.equals(its, chainId)) {
      throw new DevChainException(DevChainException.REFUSED, "invalid chain id for signer");
    }
    BigInteger maxFee = dynamic ? type2(signed).getMaxFeePerGas() : signed.getGasPrice();
    BigInteger maxTip = dynamic ? type2(signed).getMaxPriorityFeePerGas() : maxFee;
    if (maxTip.compareTo(maxFee) > 0) {
      throw new DevChainException(
          DevChainException.REFUSED, "max priority fee per gas higher than max fee per gas");
    }
    String to = signed.getTo();
    return new Transaction(
        new Hash(org.web3j.crypto.Hash.sha3(raw)),
        sender(signed),
        to == null || to.length() <= 2 ? null : new Address(to),
        signed.getNonce(),
        signed.getValue(),
        Numeric.hexStringToByteArray(signed.getData() == null ? "0x" : signed.getData()),
        signed.getGasLimit(),
        maxFee,
        maxTip,
        dynamic ? 2 : 0,
        signed,
        raw);
  }

  private static Transaction1559 type2(SignedRawTransaction signed) {
    return (Transaction1559) signed.getTransaction();
  }

  private static Address sender(SignedRawTransaction signed) {
    try {
      return new Address(signed.getFrom());
    } catch (SignatureException | RuntimeException invalid) {
      throw new DevChainException(DevChainException.REFUSED, "invalid sender");
    }
  }

  /** Wei for each unit of gas at a base fee. */
  BigInteger price(BigInteger baseFee) {
    return maxFee.min(baseFee.add(maxTip));
  }

  /** What the sender must own at most. */
  BigInteger cost() {
    return gasLimit.multiply(maxFee).add(value);
  }
}
