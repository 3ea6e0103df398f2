package obscura.settlement.swap.core;

import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.Note;
import obscura.settlement.note.Vault;

/**
 * What a verifier knows by itself of one chain: what stands in blocks that it trusts. It may have
 * been written down earlier; nothing is asked of the one who hands a proof in.
 */
public interface ChainFacts {
  /** The vault that it trusts. */
  Vault vault();

  /** The root that a batch of the vault got in this transaction; empty if it made none. */
  Optional<Bytes> root(Inclusion at, long batch);

  /** The claim of a locked leaf in this transaction; empty if there is none. */
  Optional<Claimed> claim(Inclusion at, Bytes leaf);

  /**
   * A claim as the vault recorded it.
   *
   * @param batch of the one note that it made
   * @param note that note
   */
  record Claimed(long batch, Note note, Bytes preimage) {}
}
