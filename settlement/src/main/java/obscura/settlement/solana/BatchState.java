package obscura.settlement.solana;

import java.nio.ByteBuffer;
import obscura.settlement.crypto.Bytes;
import org.p2p.solanaj.core.PublicKey;

/**
 * The account of a batch: its root, and two bits for each note.
 *
 * @param vault whose it is
 * @param number of the batch, unsigned
 * @param root of its tree
 * @param count of its notes
 * @param taken bit i: note i is spent, or held by a draft
 * @param noticed bit i: the owner of note i gave notice
 */
public record BatchState(
    PublicKey vault, long number, Bytes root, int count, byte[] taken, byte[] noticed) {
  /**
   * Reads the account's data.
   *
   * @throws IllegalArgumentException if it is no batch
   */
  public static BatchState of(byte[] data) {
    ByteBuffer fields = AccountData.open(data, "Batch");
    PublicKey vault = AccountData.key(fields);
    long number = fields.getLong();
    Bytes root = AccountData.bytes(fields);
    int count = fields.getInt();
    fields.getInt(); // spare
    byte[] taken = new byte[(count + 7) / 8];
    byte[] noticed = new byte[taken.length];
    fields.get(taken).get(noticed);
    return new BatchState(vault, number, root, count, taken, noticed);
  }

  /** Whether a note is spent or held. */
  public boolean isTaken(int index) {
    return bit(taken, index);
  }

  /** Whether a note's owner gave notice. */
  public boolean isNoticed(int index) {
    return bit(noticed, index);
  }

  private static boolean bit(byte[] bits, int index) {
    return (bits[index / 8] >> (index % 8) & 1) != 0;
  }
}
