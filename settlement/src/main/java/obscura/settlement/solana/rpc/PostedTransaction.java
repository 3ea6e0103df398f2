package obscura.settlement.solana.rpc;

import java.util.List;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.sip.Base58;

/**
 * A transaction that stands in a block and succeeded.
 *
 * @param signature its first signature, base58
 * @param slot of the block
 * @param instructions in the order in which they were carried out: each, then what it called
 */
public record PostedTransaction(String signature, long slot, List<PostedInstruction> instructions) {
  /** Copies. */
  public PostedTransaction {
    instructions = List.copyOf(instructions);
  }

  /** The signature as bytes. */
  public Bytes signatureBytes() {
    return Bytes.of(Base58.decode(signature));
  }
}
