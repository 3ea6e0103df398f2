package obscura.settlement.solana;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import obscura.settlement.note.BatchContent;
import org.p2p.solanaj.core.TransactionInstruction;

/**
 * Cuts what a batch holds into instructions, each as long as one transaction of the operator
 * carries. They are to be sent in order.
 *
 * @param vault the vault
 * @param batch what was signed
 */
public record BatchPieces(VaultAddresses vault, BatchContent batch) {
  /** The pieces that add the trade ids. */
  public List<TransactionInstruction> trades() {
    return cut(batch.trades(), (at, part) -> instructions().addTrades(batch, at, part));
  }

  /** The pieces that take inputs, which are those of the batch in its order. */
  public List<TransactionInstruction> inputs(List<NoteInput> inputs) {
    return cut(inputs, (at, part) -> instructions().addInputs(batch, at, part));
  }

  /** The pieces that make the outputs. */
  public List<TransactionInstruction> outputs() {
    return cut(batch.outputs(), (at, part) -> instructions().addOutputs(batch, at, part));
  }

  private BatchInstructions instructions() {
    return new BatchInstructions(vault);
  }

  private <T> List<TransactionInstruction> cut(
      List<T> items, BiFunction<Integer, List<T>, TransactionInstruction> piece) {
    List<TransactionInstruction> pieces = new ArrayList<>();
    int from = 0;
    while (from < items.size()) {
      int to = from + 1;
      TransactionInstruction longest = piece.apply(from, items.subList(from, to));
      while (to < items.size()) {
        TransactionInstruction longer = piece.apply(from, items.subList(from, to + 1));
        if (!fits(longer)) {
          break;
        }
        longest = longer;
        to++;
      }
      pieces.add(longest);
      from = to;
    }
    return pieces;
  }

  private boolean fits(TransactionInstruction piece) {
    return new SolanaTransaction(BatchInstructions.operator(batch), List.of(piece)).size()
        <= SolanaTransaction.BYTES_MAX;
  }
}
