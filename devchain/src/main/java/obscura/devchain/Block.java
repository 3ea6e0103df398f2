package obscura.devchain;

import io.horizen.evm.Hash;
import java.math.BigInteger;
import java.util.List;

/**
 * A block.
 *
 * @param time seconds since 1970
 * @param stateRoot under which the state after this block is found
 */
record Block(
    long number,
    Hash hash,
    Hash parent,
    long time,
    BigInteger baseFee,
    Hash stateRoot,
    Hash transactionsRoot,
    Hash receiptsRoot,
    byte[] bloom,
    List<Receipt> receipts) {

  BigInteger gasUsed() {
    return receipts.isEmpty() ? BigInteger.ZERO : receipts.getLast().cumulativeGas();
  }
}
