package obscura.settlement.solana;

import java.util.List;
import obscura.settlement.crypto.Bytes;
import org.jspecify.annotations.Nullable;
import org.p2p.solanaj.core.PublicKey;

/**
 * A note that a batch spends.
 *
 * @param note which
 * @param path brothers from its leaf to the root, 32 bytes each
 * @param consent its owner's word
 * @param notice the account of a notice that its owner gave, if any
 */
public record NoteInput(
    PlacedNote note, List<Bytes> path, OwnerConsent consent, @Nullable PublicKey notice) {
  /** Copies the path. */
  public NoteInput {
    path = List.copyOf(path);
  }
}
