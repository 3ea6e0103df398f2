package obscura.settlement.note;

import java.util.List;
import java.util.stream.IntStream;
import obscura.settlement.crypto.Bytes;

/**
 * What two parties sign of a batch.
 *
 * @param number below 2^63, not used before
 * @param epoch of the signers
 * @param deadlineSeconds since 1970
 * @param operator Solana: the key of 32 bytes that hands the batch in; EVM: empty, anyone may
 * @param trades ids, not settled before
 * @param inputs ids of the notes spent
 * @param outputs notes made, at least one
 */
public record BatchContent(
    long number,
    long epoch,
    long deadlineSeconds,
    Bytes operator,
    List<Long> trades,
    List<Bytes> inputs,
    List<NoteOutput> outputs) {
  /**
   * Copies, and checks numbers and counts.
   *
   * @throws IllegalArgumentException if a number is negative, or there are none or more than 1,024
   *     inputs or outputs
   */
  public BatchContent {
    if (number < 0 || epoch < 0 || deadlineSeconds < 0) {
      throw new IllegalArgumentException("number, epoch and deadline are not negative");
    }
    if (inputs.isEmpty() || outputs.isEmpty() || outputs.size() > NoteTree.NOTES_MAX) {
      throw new IllegalArgumentException("a batch has inputs, and 1 to 1,024 outputs");
    }
    trades = List.copyOf(trades);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The tree over its outputs. */
  public NoteTree tree(Vault vault) {
    return NoteTree.of(
        vault,
        IntStream.range(0, outputs.size())
            .mapToObj(i -> outputs.get(i).leaf(vault, new NotePlace(number, i)))
            .toList());
  }
}
