package obscura.settlement.ledger;

import java.util.Arrays;

/** The end of the journal: how many entries, and the hash of the last. */
final class JournalHead {
  static final JournalHead START = new JournalHead(0, new byte[JournalRow.HASH_BYTES]);

  private final long number;
  private final byte[] hash;

  JournalHead(long number, byte[] hash) {
    this.number = number;
    this.hash = hash;
  }

  long number() {
    return number;
  }

  byte[] hash() {
    return hash.clone();
  }

  boolean is(JournalHead other) {
    return number == other.number && Arrays.equals(hash, other.hash);
  }
}
