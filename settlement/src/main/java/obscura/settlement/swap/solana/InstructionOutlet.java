package obscura.settlement.swap.solana;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import obscura.settlement.crypto.Bytes;
import org.p2p.solanaj.core.PublicKey;
import org.p2p.solanaj.core.TransactionInstruction;

/** Takes instructions to the chain, in transactions that it signs and pays. One thread. */
public interface InstructionOutlet {
  /** Who pays and signs: the operator of batches. */
  PublicKey payer();

  /** Whether they fit into one transaction. */
  boolean fits(List<TransactionInstruction> instructions);

  /**
   * Hands a transaction in, or one again that was handed in for the same purpose and may still get
   * into a block. It may or may not get there.
   *
   * @param purpose what it is for: while one is under way, no second is made
   * @param instructions made when they are needed
   * @throws obscura.settlement.solana.rpc.TransactionRefusedException if it would fail now
   * @throws IOException if that cannot be done now
   */
  void handIn(Bytes purpose, Supplier<List<TransactionInstruction>> instructions)
      throws IOException;
}
