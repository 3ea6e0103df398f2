package obscura.settlement.solana.rpc;

import java.util.List;
import obscura.settlement.crypto.Bytes;
import org.p2p.solanaj.core.PublicKey;

/**
 * A call of a program in a transaction, or by another program.
 *
 * @param program that was called
 * @param accounts in order
 * @param data its argument
 */
public record PostedInstruction(PublicKey program, List<PublicKey> accounts, Bytes data) {
  /** Copies. */
  public PostedInstruction {
    accounts = List.copyOf(accounts);
  }
}
