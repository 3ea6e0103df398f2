package obscura.settlement.evm;

import java.util.List;
import java.util.stream.IntStream;
import obscura.settlement.note.BalanceProof;
import obscura.settlement.note.BatchContent;
import obscura.settlement.note.EvmVault;
import obscura.settlement.note.NotePlace;
import obscura.settlement.note.NoteTree;

/**
 * A batch as the contract takes it.
 *
 * @param content what was signed
 * @param inputs the notes spent, in the order of their ids in the content
 * @param signatures of two different parties over the content's digest
 */
public record EvmBatch(
    BatchContent content,
    List<SpentNote> inputs,
    BalanceProof proof,
    List<CompactSignature> signatures) {
  /** Parties that sign. */
  public static final int SIGNATURES = 2;

  /**
   * Copies, and checks counts.
   *
   * @throws IllegalArgumentException if there are not two signatures, or not as many inputs as ids
   */
  public EvmBatch {
    if (signatures.size() != SIGNATURES || inputs.size() != content.inputs().size()) {
      throw new IllegalArgumentException("two signatures, and an input for each id");
    }
    inputs = List.copyOf(inputs);
    signatures = List.copyOf(signatures);
  }

  /** The notes that it makes, with their places and paths; locked ones too. */
  public List<PlacedNote> placed(EvmVault vault) {
    NoteTree tree = content.tree(vault);
    return IntStream.range(0, content.outputs().size())
        .mapToObj(i ->
            new PlacedNote(
                content.outputs().get(i).note(), new NotePlace(content.number(), i), tree.path(i)))
        .toList();
  }

  /** Are the inputs those of the content? */
  public boolean isConsistent(EvmVault vault) {
    return inputs.stream().map(input -> input.note().id(vault)).toList().equals(content.inputs());
  }
}
