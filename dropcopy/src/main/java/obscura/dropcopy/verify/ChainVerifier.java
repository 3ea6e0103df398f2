package obscura.dropcopy.verify;

import java.util.Optional;
import obscura.dropcopy.store.ChainHead;
import obscura.dropcopy.store.CorruptRecordException;
import obscura.dropcopy.store.DropCopyReader;
import obscura.dropcopy.store.RecordSource;
import obscura.dropcopy.store.StoreConfig;

/**
 * Walks the chain from its first record and reports the first break. Needs no key and no engine.
 * Whoever can write to the database can also write a new chain from the changed record on; what
 * shows that is an end of the chain kept elsewhere, given here as an anchor.
 */
public final class ChainVerifier {
  private ChainVerifier() {}

  /** Opens the store without any right to write, and checks it. */
  public static ChainReport verify(StoreConfig config) {
    try (DropCopyReader reader = DropCopyReader.open(config)) {
      return verify(reader, Optional.empty());
    }
  }

  /**
   * Checks as of one moment.
   *
   * @param anchor an end of the chain that was written down earlier
   */
  public static ChainReport verify(RecordSource reader, Optional<ChainHead> anchor) {
    ChainWalk walk = new ChainWalk(reader::session, anchor);
    try {
      ChainHead head = reader.walk(walk::accept);
      return walk.finish(head);
    } catch (CorruptRecordException e) {
      return walk.stopAt(e, reader.head());
    }
  }
}
