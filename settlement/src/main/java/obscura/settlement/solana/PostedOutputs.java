package obscura.settlement.solana;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import obscura.settlement.crypto.Bytes;
import obscura.settlement.note.NoteLock;
import org.p2p.solanaj.core.PublicKey;

/**
 * Outputs as they stand in the data of a transaction: a wallet reads them there, for accounts hold
 * roots only. They are notes only if the transaction succeeded and the batch settled.
 *
 * @param draft account of the batch that was coming in
 * @param first place of the first of them
 * @param entries the outputs, each with the account that lists its token
 */
public record PostedOutputs(PublicKey draft, int first, List<Entry> entries) {
  private static final int DRAFT = 2;
  private static final int EXTRA = 3;
  private static final int POINT_BYTES = 32;

  /**
   * One output.
   *
   * @param listing account of the token
   * @param owner the one-time key
   * @param commitment encoding of {@code C}
   * @param memo for the owner
   * @param lock if it is locked
   */
  public record Entry(
      PublicKey listing, Bytes owner, Bytes commitment, Bytes memo, Optional<NoteLock> lock) {}

  /**
   * Reads an instruction of the program.
   *
   * @param accounts the instruction's accounts, in order
   * @param data its data
   * @return empty if it adds no outputs, or is damaged
   */
  public static Optional<PostedOutputs> read(List<PublicKey> accounts, byte[] data) {
    if (!Operation.ADD_OUTPUTS.isIn(data)) {
      return Optional.empty();
    }
    ByteBuffer fields = Borsh.reader(data).position(Operation.DISCRIMINATOR_BYTES);
    try {
      int first = fields.getInt();
      int count = fields.getInt();
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        entries.add(entry(accounts, fields));
      }
      return Optional.of(new PostedOutputs(accounts.get(DRAFT), first, List.copyOf(entries)));
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  private static Entry entry(List<PublicKey> accounts, ByteBuffer fields) {
    PublicKey listing = accounts.get(EXTRA + Byte.toUnsignedInt(fields.get()));
    Bytes owner = NoteFields.take(fields, PublicKey.PUBLIC_KEY_LENGTH);
    Bytes commitment = NoteFields.take(fields, POINT_BYTES);
    Bytes memo = NoteFields.take(fields, NoteFields.MEMO_BYTES);
    boolean locked = fields.get() != 0;
    return new Entry(
        listing,
        owner,
        commitment,
        memo,
        locked ? Optional.of(NoteFields.lock(fields)) : Optional.empty());
  }
}
