package obscura.dropcopy.verify;

import java.util.Optional;
import obscura.dropcopy.store.ChainHead;

/**
 * What a check found.
 *
 * @param records records that were read and hold
 * @param head the end of the chain as the store says; worth keeping outside the store
 * @param firstBreak where the chain stops holding; empty if it is whole
 */
public record ChainReport(long records, ChainHead head, Optional<ChainBreak> firstBreak) {
  public boolean isWhole() {
    return firstBreak.isEmpty();
  }
}
