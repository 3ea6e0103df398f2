package obscura.settlement.service.port;

import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.service.core.BlockRef;

/** Up to which block what a vault announced was handed on. Durable; one writer for each vault. */
public interface WatchMarks {
  /** The last block; empty before the first. */
  Optional<Mark> last();

  /** Writes the last block; on disk when this returns. */
  void write(Mark mark);

  /**
   * A block that was read.
   *
   * @param number of the block
   * @param hash that it had
   */
  record Mark(long number, Bytes hash) {
    /** The mark at a block. */
    public static Mark of(BlockRef block) {
      return new Mark(block.number(), block.hash());
    }
  }
}
