package obscura.dropcopy.store;

import obscura.dropcopy.record.Bytes;
import obscura.dropcopy.record.StoredRecord;

/**
 * The end of the chain. Kept outside the store (on paper, with an auditor) it proves later that
 * nothing before it was changed or cut off.
 *
 * @param number records in the chain
 * @param position last event that has been taken in, with or without records
 * @param hash of the last record; zeros if there is none
 */
public record ChainHead(long number, long position, Bytes hash) {
  static final ChainHead START = new ChainHead(0, 0, Bytes.zero(StoredRecord.HASH_BYTES));
}
