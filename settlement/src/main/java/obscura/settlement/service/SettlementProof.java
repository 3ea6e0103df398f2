package obscura.settlement.service;

import java.util.List;
import java.util.Optional;
import obscura.domain.TradeId;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.NoteTree;
import obscura.settlement.note.Vault;
import obscura.settlement.service.core.Inclusion;
import obscura.settlement.service.port.NoteOffice.Made;

/**
 * What the parties to a trade get when it is final: the notes it made, as commitments; that they
 * are in the batch whose root the contract recorded; and the block.
 *
 * @param digest what two parties signed
 * @param root of the batch's tree, as the contract recorded it
 * @param notes those of this trade, changes included
 * @param signature the venue's one-time signature over the rest; empty until there are such keys
 */
public record SettlementProof(
    TradeId trade,
    long batch,
    Bytes digest,
    Bytes root,
    List<Made> notes,
    Inclusion inclusion,
    Optional<Bytes> signature) {
  /** Copies. */
  public SettlementProof {
    notes = List.copyOf(notes);
  }

  /**
   * Whether every note's path leads to the root. Root and block are to be compared on the chain.
   */
  public boolean pathsHold(Vault vault) {
    return notes.stream()
        .allMatch(note -> NoteTree.holds(vault, root, note.index(), note.leaf(), note.path()));
  }
}
