package obscura.settlement.solana;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.p2p.solanaj.core.PublicKey;

/**
 * A batch that is coming in: how far it is, so that whoever sends its pieces can go on after a
 * crash.
 *
 * @param number of the batch
 * @param deadlineSeconds as signed
 * @param untilSeconds it settles until then: earlier than the deadline if a permit or a note ends
 *     earlier, 0 if cancelled
 * @param operator who hands pieces in
 * @param trades trade ids there
 * @param inputs inputs there
 * @param outputs outputs there
 * @param held the notes it holds
 */
public record DraftState(
    long number,
    long deadlineSeconds,
    long untilSeconds,
    PublicKey operator,
    int trades,
    int inputs,
    int outputs,
    List<Held> held) {
  private static final int HASHES_SUM_AND_EDGE = 32 * (1 + 3 + 3 + 1 + 11);

  /**
   * A note that the draft holds.
   *
   * @param place among the draft's inputs
   * @param batch in which it was born
   * @param index its place there
   */
  public record Held(int place, long batch, int index) {}

  /**
   * Reads the account's data.
   *
   * @throws IllegalArgumentException if it is no draft
   */
  public static DraftState of(byte[] data) {
    ByteBuffer fields = AccountData.open(data, "Draft");
    AccountData.key(fields); // vault
    long number = fields.getLong();
    fields.getLong(); // epoch
    long deadline = fields.getLong();
    long until = fields.getLong();
    PublicKey operator = AccountData.key(fields);
    fields.position(fields.position() + HASHES_SUM_AND_EDGE);
    fields.getInt(); // room for trades
    int trades = fields.getInt();
    fields.getInt(); // room for inputs
    int inputs = fields.getInt();
    int outputs = fields.getInt();
    fields.getInt(); // released
    List<Held> held = new ArrayList<>();
    for (int place = 0; place < inputs; place++) {
      long batch = fields.getLong();
      int index = fields.getInt();
      if (fields.getInt() != 0) {
        held.add(new Held(place, batch, index));
      }
    }
    return new DraftState(
        number, deadline, until, operator, trades, inputs, outputs, List.copyOf(held));
  }
}
